package dev.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request came from, as far as the request itself tells. Bounded, and fit for a text column.
 *
 * @param clientAddress whom the connection is from, or who the operator's proxy says it is from
 * @param userAgent what the caller's program calls itself; null where it does not
 * @param request method and path, without the query
 * @param requestId null outside of the filter that gives requests their ids
 */
public record RequestOrigin(
        String clientAddress,
        @Nullable String userAgent,
        String request,
        @Nullable String requestId) {

    private static final int MOST = 300;

    /** That of the request which this thread serves; empty where it serves none. */
    public static Optional<RequestOrigin> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(of(attributes.getRequest()))
                : Optional.empty();
    }

    public static RequestOrigin of(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new RequestOrigin(
                bounded(request.getRemoteAddr()),
                agent == null ? null : bounded(agent),
                bounded(request.getMethod() + " " + request.getRequestURI()),
                MDC.get(RequestIdFilter.MDC_KEY));
    }

    private static String bounded(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MOST));
        text.codePoints()
                .filter(letter -> !Character.isISOControl(letter) && Character.getType(letter) != Character.SURROGATE)
                .limit(MOST)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
