package dev.postern.access;

import static dev.postern.access.Role.DATA_PLANE;
import static dev.postern.access.Role.OPERATOR_ADMIN;
import static dev.postern.access.Role.OPERATOR_VIEWER;
import static dev.postern.access.Role.TENANT_ADMIN;
import static dev.postern.access.Role.TENANT_VIEWER;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.http.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Arrays;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may call what. What is not named here is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String API = "/api/v1";
    private static final String TENANT = API + "/tenants/*";

    /** Files, the same for everybody: what is in them is asked of the API. */
    private static final String[] CONSOLE = {"/", "/console", "/console/**"};

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            BearerCallers bearers,
            KnownTenants tenants,
            Unauthenticated unauthenticated,
            AccessRefused accessRefused,
            SessionCallers sessions,
            CsrfTokenRepository csrfTokens,
            OidcLogIn logIn,
            ProblemWriter problems,
            @Qualifier("callerLimits") Filter callerLimits) {
        if (logIn.enabled()) {
            http.oauth2Login(logIn::configure);
        }
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .sessionManagement(policy -> policy.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(contexts -> contexts.securityContextRepository(sessions))
                // A browser shows a cookie by itself, a token never: only with a cookie can another site use it.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new CsrfHeader())
                        .requireCsrfProtectionMatcher(
                                request -> !SAFE.contains(request.getMethod()) && SessionCookies.isShown(request)))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(bearers)
                        .authenticationEntryPoint(unauthenticated)
                        .withObjectPostProcessor(answering(unauthenticated)))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthenticated).accessDeniedHandler(accessRefused))
                .addFilterBefore(callerLimits, AuthorizationFilter.class)
                .addFilterBefore(new TenantScopeFilter(tenants, problems), AuthorizationFilter.class)
                .build();
    }

    /** The filter would throw what nobody can tell at the container, which makes an internal error of it. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(Unauthenticated unauthenticated) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(unauthenticated::commence);
                return filter;
            }
        };
    }

    /** To time and count each filter of each request by itself costs more than what the filters do. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
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
                .requestMatchers(HttpMethod.GET, CONSOLE)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, CONSOLE)
                .permitAll()
                .requestMatchers("/actuator/health", "/actuator/health/*")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAnyRole(operators)
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(API + "/session")
                .permitAll()
                .requestMatchers(HttpMethod.GET, API + "/me")
                .hasAnyRole(everybody)
                .requestMatchers(HttpMethod.GET, API + "/regions")
                .hasAnyRole(readers)
                .requestMatchers(HttpMethod.GET, API + "/resolver-mappings")
                .hasAnyRole(names(OPERATOR_ADMIN, OPERATOR_VIEWER, DATA_PLANE))
                .requestMatchers(API + "/secret-key-rotations", API + "/secret-key-rotations/*")
                .hasAnyRole(names(OPERATOR_ADMIN))
                .requestMatchers(
                        HttpMethod.GET, API + "/audit", API + "/events", API + "/tokens", API + "/tenants", TENANT)
                .hasAnyRole(operators)
                .requestMatchers(HttpMethod.GET, API + "/overview", API + "/connections")
                .hasAnyRole(operators)
                .requestMatchers(API + "/tokens", API + "/tokens/*", API + "/tenants", TENANT)
                .hasAnyRole(names(OPERATOR_ADMIN))
                .requestMatchers(
                        HttpMethod.GET, TENANT + "/clusters/*/resolver-mapping", TENANT + "/clusters/*/resolve")
                .access(withinTenant(everybody))
                .requestMatchers(HttpMethod.GET, TENANT + "/**")
                .access(withinTenant(readers))
                .requestMatchers(HttpMethod.PUT, TENANT + "/connections/*/claim-waiver")
                .access(withinTenant(names(OPERATOR_ADMIN)))
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

    private static String[] names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toArray(String[]::new);
    }
}
