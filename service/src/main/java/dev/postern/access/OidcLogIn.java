package dev.postern.access;

import dev.postern.foundation.ErrorKind;
import dev.postern.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.stereotype.Component;

/**
 * Log-in of people with the issuer: authorization code with PKCE (RFC 7636), which ends in the same kind of session as one
 * with a token.
 */
@Component
class OidcLogIn implements JwtDecoderFactory<ClientRegistration> {

    private static final int MOST_CAUSES = 10;
    private static final String BEGIN = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI;

    /** Where a browser goes for it. */
    static final String START = BEGIN + "/" + OidcIssuer.REGISTRATION;

    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,60}");

    private final OidcProperties properties;
    private final OidcIssuer issuer;
    private final OidcCallers callers;
    private final SessionCallers sessions;
    private final LogInCookie underWay;
    private final ProblemWriter problems;

    OidcLogIn(
            OidcProperties properties,
            OidcIssuer issuer,
            OidcCallers callers,
            SessionCallers sessions,
            LogInCookie underWay,
            ProblemWriter problems) {
        this.properties = properties;
        this.issuer = issuer;
        this.callers = callers;
        this.sessions = sessions;
        this.underWay = underWay;
        this.problems = problems;
    }

    boolean enabled() {
        return properties.logInEnabled();
    }

    void configure(OAuth2LoginConfigurer<HttpSecurity> logIn) {
        ClientRegistrationRepository registrations =
                id -> id.equals(OidcIssuer.REGISTRATION) ? issuer.registration() : null;
        var requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(issuer.client()
                .configureMessageConverters(converters ->
                        converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        logIn.clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NoAuthorizedClients())
                // Ours, so that Spring Security makes none.
                .loginPage("/")
                .authorizationEndpoint(
                        begin -> begin.authorizationRequestResolver(requests).authorizationRequestRepository(underWay))
                .tokenEndpoint(token -> token.accessTokenResponseClient(codes))
                .userInfoEndpoint(
                        user -> user.oidcUserService(request -> new DefaultOidcUser(List.of(), request.getIdToken())))
                .successHandler(this::begin)
                .failureHandler(this::refuse)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(OidcLogIn.this::refuse);
                        return filter;
                    }
                });
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        if (!(person.getPrincipal() instanceof OidcUser user)) {
            throw new CallerRefused("The issuer sent no ID token.");
        }
        sessions.begin(callers.caller(user.getClaims(), null), request, response);
        response.sendRedirect("/");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof CallerRefused refused) {
            problems.write(response, ErrorKind.UNAUTHENTICATED, String.valueOf(refused.getMessage()));
        } else if (failure instanceof OAuth2AuthenticationException refused && !isAway(failure)) {
            String code = refused.getError().getErrorCode();
            problems.write(
                    response,
                    ErrorKind.UNAUTHENTICATED,
                    "The log-in did not succeed (%s). Begin again at %s/%s."
                            .formatted(
                                    ERROR_CODE.matcher(code).matches() ? code : "error",
                                    BEGIN,
                                    OidcIssuer.REGISTRATION));
        } else {
            problems.write(response, ErrorKind.UNAVAILABLE, "The issuer cannot be asked for the moment. Try again.");
        }
    }

    private static boolean isAway(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(IOException.class::isInstance);
    }

    /** Reads ID tokens with the keys, algorithms and deadlines that hold for bearer tokens. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return issuer.decoder(List.of(new OidcIdTokenValidator(registration)));
    }
}
