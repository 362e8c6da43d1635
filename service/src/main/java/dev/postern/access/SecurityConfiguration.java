package dev.postern.access;

import static dev.postern.access.Role.DATA_PLANE;
import static dev.postern.access.Role.OPERATOR_ADMIN;
import static dev.postern.access.Role.OPERATOR_VIEWER;
import static dev.postern.access.Role.TENANT_ADMIN;
import static dev.postern.access.Role.TENANT_VIEWER;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may call what. What is not named here is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String API = "/api/v1";
    private static final String TENANT = API + "/tenants/*";

    @Bean
    SecurityFilterChain api(HttpSecurity http, TokenLookup tokens, TenantService tenants, ProblemWriter problems) {
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie signs anybody in, so no other site can make a browser send a request for its user.
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .oauth2ResourceServer(server -> server.opaqueToken(
                                opaque -> opaque.introspector(tokens).authenticationConverter(CallerAuthentication::of))
                        .authenticationEntryPoint(unauthenticated(problems)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthenticated(problems))
                        .accessDeniedHandler((request, response, denied) -> problems.write(
                                response,
                                ErrorKind.FORBIDDEN,
                                "Your token's role does not allow this. GET %s/me says which role it has."
                                        .formatted(API))))
                .addFilterBefore(new TenantScopeFilter(tenants, problems), AuthorizationFilter.class)
                .build();
    }

    /** What the firewall refuses before any filter: paths and headers with characters that have no business there. */
    @Bean
    RequestRejectedHandler requestRejected(ProblemWriter problems) {
        return (request, response, rejected) -> problems.write(
                response,
                ErrorKind.MALFORMED_REQUEST,
                "The path, a header or a parameter cannot be accepted as it is written.");
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        String[] operators = names(OPERATOR_ADMIN, OPERATOR_VIEWER);
        String[] readers = names(OPERATOR_ADMIN, OPERATOR_VIEWER, TENANT_ADMIN, TENANT_VIEWER);
        String[] writers = names(OPERATOR_ADMIN, TENANT_ADMIN);
        String[] everybody = names(Role.values());
        paths.requestMatchers(
                        "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**")
                .permitAll()
                .requestMatchers("/actuator/health", "/actuator/health/*")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAnyRole(operators)
                .requestMatchers("/error")
                .permitAll()
                .requestMatchers(HttpMethod.GET, API + "/me")
                .hasAnyRole(everybody)
                .requestMatchers(HttpMethod.GET, API + "/regions")
                .hasAnyRole(readers)
                .requestMatchers(HttpMethod.GET, API + "/resolver-mappings")
                .hasAnyRole(names(OPERATOR_ADMIN, OPERATOR_VIEWER, DATA_PLANE))
                .requestMatchers(API + "/secret-key-rotations", API + "/secret-key-rotations/*")
                .hasAnyRole(names(OPERATOR_ADMIN))
                .requestMatchers(HttpMethod.GET, API + "/tokens", API + "/tenants", TENANT)
                .hasAnyRole(operators)
                .requestMatchers(API + "/tokens", API + "/tokens/*", API + "/tenants", TENANT)
                .hasAnyRole(names(OPERATOR_ADMIN))
                .requestMatchers(
                        HttpMethod.GET, TENANT + "/clusters/*/resolver-mapping", TENANT + "/clusters/*/resolve")
                .access(withinTenant(everybody))
                .requestMatchers(HttpMethod.GET, TENANT + "/**")
                .access(withinTenant(readers))
                .requestMatchers(TENANT + "/**")
                .access(withinTenant(writers))
                .anyRequest()
                .denyAll();
    }

    /** One of these roles, and {@link TenantScopeFilter} has let the caller in: work outside of a tenant is the operator's. */
    private static AuthorizationManager<RequestAuthorizationContext> withinTenant(String... roles) {
        return AuthorizationManagers.allOf(
                AuthorityAuthorizationManager.hasAnyRole(roles),
                (authentication, request) ->
                        new AuthorizationDecision(TenantScope.current().isPresent()));
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (request, response, failure) -> {
            if (failure instanceof AuthenticationServiceException) {
                problems.write(response, ErrorKind.UNAVAILABLE, "Tokens cannot be checked for the moment. Try again.");
                return;
            }
            boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
            problems.write(
                    response,
                    ErrorKind.UNAUTHENTICATED,
                    sent
                            ? "The token is unknown, mistyped, expired or revoked."
                            : "Send a token: Authorization: Bearer pst_...");
        };
    }

    private static String[] names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toArray(String[]::new);
    }
}
