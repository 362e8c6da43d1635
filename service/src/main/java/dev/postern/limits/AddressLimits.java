package dev.postern.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often somebody may fail to say who they are, by their address: answers of 401 count, and nothing else. After too many
 * of them whoever has shown good credentials lately is let through all the same, since behind one address there may be
 * many. New credentials from that address wait, good ones too, and so do requests without any: nobody could tell them
 * from guesses without looking them up.
 */
final class AddressLimits extends OncePerRequestFilter {

    private static final int ONE_NETWORK = 64;
    private static final String BEARER = "Bearer ";
    private static final int MOST_CALLERS = 50_000;
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final boolean enabled;
    private final Buckets failures;
    private final Refusals refusals;
    private final Function<HttpServletRequest, List<String>> sessions;
    private final Cache<String, Boolean> good = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterWrite(LATELY)
            .build();

    /**
     * @param sessions ids of the sessions that a request shows good cookies for
     */
    AddressLimits(
            RequestLimits limits,
            TimeMeter time,
            Refusals refusals,
            Function<HttpServletRequest, List<String>> sessions) {
        this.enabled = limits.enabled();
        this.failures = new Buckets(limits.failed(), time);
        this.refusals = refusals;
        this.sessions = sessions;
    }

    /** Of how many callers it remembers that they were good. */
    long remembered() {
        good.cleanUp();
        return good.estimatedSize();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = network(request.getRemoteAddr());
        String credentials = fingerprint(request);
        Duration wait = failures.untilAny(address);
        if (wait.isPositive() && (credentials == null || good.getIfPresent(credentials) == null)) {
            refusals.write(response, "failed", "Too many requests without a good token came from your address.", wait);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            failures.take(address);
            if (credentials != null) {
                good.invalidate(credentials);
            }
        } else if (response.getHeader(CallerLimits.LEFT) != null && credentials != null) {
            good.put(credentials, true);
        }
    }

    /** Probes of load balancers come without credentials, and for ever. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !enabled
                || (request.getRequestURI().startsWith("/actuator/health")
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null);
    }

    /** An address of IPv4; of IPv6 its network, within which anybody can take any number of addresses. */
    static String network(String address) {
        IPAddress ip = new IPAddressString(address).getAddress();
        if (ip == null) {
            return address;
        }
        return ip.isIPv6()
                ? ip.withoutPrefixLength().toPrefixBlock(ONE_NETWORK).toCanonicalString()
                : ip.toCanonicalString();
    }

    /** A signature of a JWT can be written in many ways (RFC 7515 section 2): it would be as many callers. */
    private static String withoutSignature(String token) {
        int payload = token.indexOf('.');
        int signature = token.lastIndexOf('.');
        return payload < signature ? token.substring(0, signature) : token;
    }

    /**
     * Nothing that could be shown to anybody as credentials; null where there are none. The token or the session and
     * nothing around them: other cookies, which anybody makes up, would be as many callers.
     */
    private @Nullable String fingerprint(HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        String credentials = shown != null && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? withoutSignature(shown.substring(BEARER.length()))
                : sessions.apply(request).stream().findFirst().orElse(null);
        if (credentials == null) {
            return null;
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(credentials.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
