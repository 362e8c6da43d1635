package dev.postern.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.SystemDatabase;
import dev.postern.secrets.Fingerprints;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Sessions in PostgreSQL: Spring Session, as the role that sees what belongs to no tenant. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    private static final Duration CLEANING = Duration.ofMinutes(10);

    @Bean
    JdbcIndexedSessionRepository sessions(
            @Qualifier(SystemDatabase.SESSIONS) SystemDatabase database, SessionProperties properties) {
        JdbcIndexedSessionRepository sessions =
                new JdbcIndexedSessionRepository(database.operations(), database.transactions());
        sessions.setTableName("web_session");
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
        sessions.setDefaultMaxInactiveInterval(properties.idle());
        // One replica does it for all, see below.
        sessions.setCleanupCron(Scheduled.CRON_DISABLED);
        return sessions;
    }

    @Bean
    @Primary
    SparingSessions<?> sparingSessions(JdbcIndexedSessionRepository sessions) {
        return SparingSessions.of(sessions);
    }

    @Bean
    RecurringTask<Void> purgeSessions(JdbcIndexedSessionRepository sessions) {
        return Tasks.recurring("purge-sessions", FixedDelay.of(CLEANING))
                .execute((instance, context) -> sessions.cleanUpExpiredSessions());
    }

    @Bean
    HttpSessionIdResolver sessionIds(Fingerprints fingerprints, SessionProperties properties) {
        CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(new SessionCookies(fingerprints, properties.secureCookie()));
        return ids;
    }

    /** The console's scripts read this cookie and send its value back in a header, which no other site can. */
    @Bean
    CookieCsrfTokenRepository csrfTokens(SessionProperties properties) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> {
            cookie.sameSite("Strict");
            if (properties.secureCookie()) {
                cookie.secure(true);
            }
        });
        return tokens;
    }
}
