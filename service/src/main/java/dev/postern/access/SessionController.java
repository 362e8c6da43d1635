package dev.postern.access;

import dev.postern.access.spi.SignInLimit;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, for people without an OIDC issuer. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "Callers", description = "Who am I")
class SessionController {

    private final TokenLookup tokens;
    private final SessionCallers sessions;
    private final SignInLimit limit;
    private final OidcLogIn logIn;

    SessionController(TokenLookup tokens, SessionCallers sessions, SignInLimit limit, OidcLogIn logIn) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.limit = limit;
        this.logIn = logIn;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @SecurityRequirements
    @Operation(
            operationId = "createSession",
            summary = "Sign in with a token",
            description =
                    "Sets the cookies `POSTERN_SESSION` (over HTTPS `__Host-POSTERN_SESSION`) and `XSRF-TOKEN`. Who calls "
                            + "with the session's cookie sends "
                            + "the other one's value in the header `X-XSRF-TOKEN` with everything but GET")
    ResponseEntity<MeView> create(
            @Valid @RequestBody SessionCreate request,
            HttpServletRequest servletRequest,
            HttpServletResponse servletResponse) {
        refuseOtherSites(servletRequest);
        Caller caller = caller(request.token(), servletRequest);
        refuseTooMany(caller, servletResponse);
        return ResponseEntity.created(URI.create("/api/v1/me"))
                .cacheControl(CacheControl.noStore())
                .body(MeView.of(sessions.begin(caller, servletRequest, servletResponse)));
    }

    @GetMapping
    @SecurityRequirements
    @Operation(operationId = "getSignIn", summary = "How people sign in", description = "Says nothing of the caller")
    SignInView signIn() {
        return new SignInView(logIn.enabled() ? OidcLogIn.START : null);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteSession", summary = "Sign out", description = "Also where nobody is signed in")
    void delete(HttpServletRequest servletRequest, HttpServletResponse servletResponse) {
        sessions.end(servletRequest, servletResponse);
    }

    private void refuseTooMany(Caller caller, HttpServletResponse response) {
        Duration wait = limit.take(caller);
        if (wait.isPositive()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
            throw new PosternException(
                    ErrorKind.RATE_LIMITED,
                    "Too many sign-ins and other changes. Try again in %d s.".formatted(wait.toSeconds()));
        }
    }

    private Caller caller(Secret shown, HttpServletRequest request) {
        if (shown.length() > SessionCreate.LONGEST) {
            throw PosternException.invalid("/token", "is longer than any token");
        }
        String token = shown.reveal();
        try {
            return tokens.find(token).caller();
        } catch (CallerRefused refused) {
            KnownTokens.refused(token, request);
            String why = String.valueOf(refused.getMessage());
            throw new PosternException(ErrorKind.UNAUTHENTICATED, why, List.of(new FieldError("/token", why)));
        } catch (AuthenticationServiceException away) {
            throw new PosternException(ErrorKind.UNAVAILABLE, "Tokens cannot be checked for the moment. Try again.");
        }
    }

    /**
     * Another site could make a browser sign in as somebody else (login CSRF). It cannot send JSON without being asked
     * whether it may, and browsers say where a request comes from (W3C, Fetch Metadata).
     */
    private static void refuseOtherSites(HttpServletRequest request) {
        if (FetchSite.isAnother(request)) {
            throw new PosternException(ErrorKind.FORBIDDEN, "Sign in from Postern's own pages.");
        }
    }
}
