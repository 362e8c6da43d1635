package dev.postern.access;

import dev.postern.foundation.ErrorKind;
import dev.postern.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers who has shown nothing, or nothing good: 401 with what is wrong, or 503 where nobody can tell. */
@Component
final class Unauthenticated implements AuthenticationEntryPoint {

    private final ProblemWriter problems;

    Unauthenticated(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            problems.write(response, ErrorKind.UNAVAILABLE, "Tokens cannot be checked for the moment. Try again.");
            return;
        }
        boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        problems.write(response, ErrorKind.UNAUTHENTICATED, detail(failure, nothing(request)));
    }

    private static String nothing(HttpServletRequest request) {
        return SessionCookies.isShown(request)
                ? "The session has ended. Sign in again."
                : "Send a token: Authorization: Bearer pst_...";
    }

    private static String detail(AuthenticationException failure, String nothing) {
        return switch (failure) {
            case CallerRefused refused -> String.valueOf(refused.getMessage());
            case OAuth2AuthenticationException unreadable ->
                "The token cannot be read. Send it as it was shown: Authorization: Bearer pst_...";
            default -> nothing;
        };
    }
}
