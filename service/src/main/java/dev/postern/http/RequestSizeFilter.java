package dev.postern.http;

import dev.postern.database.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads no more of a body than any request of ours can need, whether it says its length or not, no more of them at once
 * than {@link BodyBudget} has room for, and waits no longer for one than {@code postern.http.body-deadline}. A body is
 * read as a whole before anything is made of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestSizeFilter extends OncePerRequestFilter {

    /** The largest request is a cluster with all its routes and certificates: less than half of this. */
    static final int MOST_BYTES = 1 << 20;

    /** Whoever works outside of a tenant, or is not known at all, sends a token, or a tenant's name and quotas. */
    static final int MOST_BYTES_OUTSIDE_TENANTS = 16 << 10;

    /** What is still taken of a body that is refused, so that its sender comes to read why. */
    private static final int MOST_DRAINED = 4 * MOST_BYTES;

    private final Duration deadline;
    private final BodyBudget budget;
    private final Counter refused;

    RequestSizeFilter(HttpProperties properties, MeterRegistry meters) {
        this.deadline = properties.bodyDeadline();
        this.budget = new BodyBudget(properties.bodyBytes());
        this.refused = meters.counter("postern.refusals", "limit", "body");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Limited limited = new Limited(request, deadline, budget);
        try {
            chain.doFilter(limited, response);
        } finally {
            limited.forget();
        }
        if (limited.tooLarge()) {
            refused.increment();
        }
        if (!request.isAsyncStarted() && hasBody(request) && !limited.finish(response)) {
            request.setAttribute(AbandonedBodies.ATTRIBUTE, true);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null)
                // Whoever waits for leave to send does not send, once there is an answer.
                && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final Duration deadline;
        private final BodyBudget budget;
        private @Nullable LimitedBody body;
        private @Nullable ReadBody read;
        private BodyBudget.@Nullable Share share;

        Limited(HttpServletRequest request, Duration deadline, BodyBudget budget) {
            super(request);
            this.deadline = deadline;
            this.budget = budget;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (read == null) {
                if (share == null) {
                    share = budget.share(TenantScope.current());
                }
                read = new ReadBody(body().readAll(share));
            }
            return read;
        }

        /** Whoever has dealt with the request needs its body no more. */
        void forget() {
            if (share != null) {
                share.close();
            }
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        boolean tooLarge() {
            return body != null && body.tooLarge();
        }

        private LimitedBody body() throws IOException {
            if (body == null) {
                int most = TenantScope.current().isPresent() ? MOST_BYTES : MOST_BYTES_OUTSIDE_TENANTS;
                body = new LimitedBody(super.getInputStream(), getContentLengthLong(), most, deadline);
            }
            return body;
        }

        /** Sends the answer, then takes the rest of the body; false if there is too much of it, or it drips. */
        boolean finish(HttpServletResponse response) throws IOException {
            if (body().isFinished()) {
                return true;
            }
            response.flushBuffer();
            return body().drain(MOST_DRAINED);
        }
    }
}
