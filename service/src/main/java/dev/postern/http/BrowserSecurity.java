package dev.postern.http;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What browsers are told: nothing of ours belongs into a frame or a cache, answers are no pages, and pages of other sites
 * may not send requests, unless the operator lists them. HSTS goes over HTTPS only, as Spring Security has it; so do
 * {@code nosniff} and {@code no-store}, where an answer does not say otherwise itself.
 */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {

    private static final String POLICY = "Content-Security-Policy";
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** What Swagger UI needs: its own files, styles that it writes into its elements, and pictures in its style sheet. */
    private static final String SWAGGER =
            NOTHING + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

    /** What the console needs: its own files, pictures in its style sheets, and the API. */
    private static final String CONSOLE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String NO_FEATURES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    private static final RequestMatcher SWAGGER_PATH =
            PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");

    private static final RequestMatcher CONSOLE_PATH =
            PathPatternRequestMatcher.withDefaults().matcher("/console/**");

    private static final Duration A_YEAR = Duration.ofDays(365);

    @Bean
    Customizer<HttpSecurity> securityHeaders() {
        return http -> http.headers(headers -> headers.httpStrictTransportSecurity(
                        hsts -> hsts.maxAgeInSeconds(A_YEAR.toSeconds()).includeSubDomains(false))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new StaticHeadersWriter("Permissions-Policy", NO_FEATURES))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        SWAGGER_PATH, new StaticHeadersWriter(POLICY, SWAGGER)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        CONSOLE_PATH, new StaticHeadersWriter(POLICY, CONSOLE)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(new OrRequestMatcher(SWAGGER_PATH, CONSOLE_PATH)),
                        new StaticHeadersWriter(POLICY, NOTHING))));
    }

    /** Without origins there is no word of CORS in any answer, and browsers keep other sites' pages from reading them. */
    @Bean
    Customizer<HttpSecurity> otherOrigins(HttpProperties properties) {
        return http -> {
            if (!properties.allowedOrigins().isEmpty()) {
                CorsConfiguration cors = new CorsConfiguration();
                cors.setAllowedOrigins(properties.allowedOrigins());
                cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
                cors.setAllowedHeaders(List.of(
                        HttpHeaders.AUTHORIZATION,
                        HttpHeaders.CONTENT_TYPE,
                        HttpHeaders.IF_MATCH,
                        HttpHeaders.IF_NONE_MATCH,
                        "Idempotency-Key",
                        RequestIdFilter.HEADER));
                cors.setExposedHeaders(List.of(
                        HttpHeaders.ETAG,
                        HttpHeaders.LOCATION,
                        HttpHeaders.RETRY_AFTER,
                        RequestIdFilter.HEADER,
                        "Postern-Stale"));
                cors.setAllowCredentials(false);
                cors.setMaxAge(Duration.ofHours(1));
                http.cors(configurer -> configurer.configurationSource(request -> cors));
            }
        };
    }
}
