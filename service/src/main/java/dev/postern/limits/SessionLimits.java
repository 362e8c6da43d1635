package dev.postern.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many requests of one session are under way at once. Each reads its session before anybody knows whose it is, and no
 * other limit has been asked then.
 */
final class SessionLimits extends OncePerRequestFilter {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final Places places;
    private final Refusals refusals;
    private final Function<HttpServletRequest, List<String>> sessions;

    /**
     * @param sessions ids of the sessions that a request shows good cookies for
     */
    SessionLimits(RequestLimits limits, Refusals refusals, Function<HttpServletRequest, List<String>> sessions) {
        this.most = limits.enabled() ? limits.underWayPerSession() : Integer.MAX_VALUE;
        this.places = new Places(most, Integer.MAX_VALUE, Integer.MAX_VALUE);
        this.refusals = refusals;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> shown = sessions.apply(request);
        if (shown.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String session = shown.getFirst();
        if (!places.enter(session, null)) {
            refusals.write(
                    response,
                    "session",
                    "The session has %d requests under way, as many as it may. Read the answers, and send fewer at once."
                            .formatted(most),
                    SOON);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.leave(session, null);
        }
    }
}
