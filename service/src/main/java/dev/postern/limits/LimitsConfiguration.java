package dev.postern.limits;

import dev.postern.access.spi.SignInLimit;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.HttpSessionIdResolver;
import tools.jackson.databind.json.JsonMapper;

/** Where each limit stands: before anybody is known, and as soon as the caller is. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    /** Before the filters of Spring Security (-100), after those that every answer needs. */
    private static final int BEFORE_SECURITY = -200;

    @Bean
    Refusals refusals(JsonMapper json, MeterRegistry meters) {
        return new Refusals(json, meters);
    }

    /** One for changes and sign-ins. */
    @Bean
    Buckets changes(RequestLimits limits) {
        return new Buckets(limits.changes(), TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    SignInLimit signIns(RequestLimits limits, Buckets changes, Refusals refusals) {
        return new SignIns(limits, changes, refusals);
    }

    @Bean
    FilterRegistrationBean<AddressLimits> addressLimits(
            RequestLimits limits, Refusals refusals, HttpSessionIdResolver sessions) {
        FilterRegistrationBean<AddressLimits> filter = new FilterRegistrationBean<>(
                new AddressLimits(limits, TimeMeter.SYSTEM_NANOTIME, refusals, sessions::resolveSessionIds));
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }

    @Bean
    FilterRegistrationBean<SessionLimits> sessionLimits(
            RequestLimits limits, Refusals refusals, HttpSessionIdResolver sessions) {
        FilterRegistrationBean<SessionLimits> filter =
                new FilterRegistrationBean<>(new SessionLimits(limits, refusals, sessions::resolveSessionIds));
        filter.setOrder(BEFORE_SECURITY + 1);
        return filter;
    }

    /** The room {@code access} puts it behind the log-in, by this name. */
    @Bean
    Filter callerLimits(RequestLimits limits, Refusals refusals, Buckets changes) {
        return new CallerLimits(limits, TimeMeter.SYSTEM_NANOTIME, refusals, changes);
    }

    @Bean
    FilterRegistrationBean<Filter> callerLimitsBehindTheLogInOnly(Filter callerLimits) {
        FilterRegistrationBean<Filter> nowhereElse = new FilterRegistrationBean<>(callerLimits);
        nowhereElse.setEnabled(false);
        return nowhereElse;
    }
}
