package dev.postern.audit;

import dev.postern.access.KnownTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.SecurityContextHolderFilter;

@Configuration(proxyBeanMethods = false)
class DeniedAttemptConfiguration {

    /** Around everything that may deny, and within what forgets the caller when the request is over. */
    @Bean
    Customizer<HttpSecurity> deniedAttemptFilter(DeniedAttempts attempts, KnownTokens tokens) {
        return http ->
                http.addFilterAfter(new DeniedAttemptFilter(attempts, tokens), SecurityContextHolderFilter.class);
    }
}
