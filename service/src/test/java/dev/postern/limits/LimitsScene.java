package dev.postern.limits;

import dev.postern.access.Caller;
import dev.postern.access.Identity;
import dev.postern.access.Role;
import dev.postern.access.TokenId;
import dev.postern.foundation.TenantId;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/** The filters by themselves, by a clock that a test turns. */
abstract class LimitsScene {

    static final TenantId ACME = TenantId.next();
    static final RequestLimits SMALL =
            new RequestLimits(true, 60, 3, 60, 5, 6, 1, 60, 2, 60, 2, 1, 2, 3, 2, 2, 2, 2, 3);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Refusals refusals = new Refusals(JsonMapper.shared(), meters);
    final Turned time = new Turned();
    final Buckets changes = new Buckets(SMALL.changes(), time);
    final CallerLimits limits = new CallerLimits(SMALL, time, refusals, changes);

    interface Work {
        void serve(Object request, HttpServletResponse response);
    }

    MockHttpServletResponse limited(Caller caller, MockHttpServletRequest request) {
        return as(caller, request, (served, response) -> {});
    }

    MockHttpServletResponse as(Caller caller, MockHttpServletRequest request, Work work) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(caller, "", "ROLE_TENANT_ADMIN"));
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            limits.doFilter(request, response, (served, answer) -> work.serve(served, (HttpServletResponse) answer));
        } catch (IOException | ServletException cause) {
            throw new IllegalStateException(cause);
        } finally {
            SecurityContextHolder.clearContext();
        }
        return response;
    }

    /** A service that answers so, and knows its caller where that is a success with credentials. */
    static MockHttpServletResponse through(Filter filter, MockHttpServletRequest request, int status) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            filter.doFilter(request, response, (served, answer) -> {
                ((HttpServletResponse) answer).setStatus(status);
                if (status == 200
                        && (isGood(request.getHeader("Authorization"))
                                || !session(request).isEmpty())) {
                    ((HttpServletResponse) answer).setHeader(CallerLimits.LEFT, "\"token\";r=1;t=1");
                }
            });
        } catch (IOException | ServletException cause) {
            throw new IllegalStateException(cause);
        }
        return response;
    }

    private static boolean isGood(@Nullable String authorization) {
        return authorization != null
                && (authorization.equalsIgnoreCase("Bearer good") || authorization.startsWith("Bearer good."));
    }

    static List<String> session(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, "session");
        return cookie == null ? List.of() : List.of(cookie.getValue());
    }

    static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    static Caller caller(TenantId tenant) {
        return new Caller(new Identity.OfToken(TokenId.next()), "test", Role.TENANT_ADMIN, tenant, null);
    }

    static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stands still until it is turned on. */
    static final class Turned implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
