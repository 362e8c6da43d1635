package dev.postern.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.session}.
 *
 * @param idle a session ends so long after its last request
 * @param lifetime and so long after it began, whatever happens
 * @param secureCookie whether the cookies are for HTTPS only also where the request came without; else they are if it
 *     came by HTTPS
 */
@ConfigurationProperties("postern.session")
record SessionProperties(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("false") boolean secureCookie) {

    private static final Duration LEAST = Duration.ofSeconds(1);

    SessionProperties {
        if (idle.compareTo(LEAST) < 0 || lifetime.compareTo(idle) < 0) {
            throw new IllegalArgumentException("postern.session.idle must be a second at least, and no longer than "
                    + "postern.session.lifetime, but they are %s and %s".formatted(idle, lifetime));
        }
    }
}
