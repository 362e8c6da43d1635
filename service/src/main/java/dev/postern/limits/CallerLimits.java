package dev.postern.limits;

import dev.postern.access.Caller;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** How fast those may ask who have shown a good token, and how many of their requests may wait at once. */
final class CallerLimits extends OncePerRequestFilter {

    /** What every answer to a known caller says, and no other. */
    static final String LEFT = "RateLimit";

    private static final Duration NEXT_POLL = Duration.ofSeconds(5);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String TENANT = "/api/v1/tenants/*";

    /** What has AWS called or brokers dialled, in the spelling of paths that controllers go by. */
    private static final List<RequestMatcher> EXPENSIVE = Stream.of(
                    matcher(HttpMethod.POST, "/clusters/*/validations"),
                    matcher(HttpMethod.POST, "/clusters"),
                    matcher(HttpMethod.PATCH, "/clusters/*"),
                    matcher(HttpMethod.POST, "/connections"),
                    matcher(HttpMethod.POST, "/connections/*/retry"),
                    matcher(HttpMethod.PATCH, "/connections/*"))
            .toList();

    /** May look through a tenant's whole log, and holds a connection meanwhile. By any method: HEAD reads as GET does. */
    private static final RequestMatcher SEARCH =
            PathPatternRequestMatcher.withDefaults().matcher(TENANT + "/audit");

    /** What goes on until the caller ends it. */
    private static final List<RequestMatcher> EVENTS = Stream.of("/api/v1/events", TENANT + "/events")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList();

    /** What can be waited for. */
    private static final RequestMatcher MAPPING =
            PathPatternRequestMatcher.withDefaults().matcher(TENANT + "/clusters/*/resolver-mapping");

    /** Reading it may answer with up to a megabyte, which takes long to write. */
    private static final List<RequestMatcher> LARGE = Stream.of(
                    "/clusters",
                    "/clusters/*/topology",
                    "/clusters/*/validations",
                    "/clusters/*/validations/*",
                    "/connections/*/onboarding",
                    "/connections/*/onboarding/terraform")
            .<RequestMatcher>map(
                    path -> PathPatternRequestMatcher.withDefaults().matcher(TENANT + path))
            .toList();

    /** At once, of a tenant; and of all tenants, so that they leave connections to everybody else. */
    private static final int SEARCHES = 2;

    private static final int ALL_SEARCHES = 8;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Where some requests wait for a place, and what those are told that find none. */
    private record Gate(Places places, String limit, String advice, Duration again) {}

    private final boolean enabled;
    private final Buckets tokens;
    private final Buckets tenants;
    private final Buckets expensive;
    private final Buckets changes;
    private final Gate polls;
    private final Gate streams;
    private final Gate searches;
    private final Gate large;
    private final Gate underWay;
    private final Refusals refusals;

    CallerLimits(RequestLimits limits, TimeMeter time, Refusals refusals, Buckets changes) {
        this.enabled = limits.enabled();
        this.tokens = new Buckets(limits.token(), time);
        this.tenants = new Buckets(limits.tenant(), time);
        this.expensive = new Buckets(limits.expensive(), time);
        this.changes = changes;
        this.polls = new Gate(
                new Places(limits.longPollsPerToken(), limits.longPollsPerTenant(), limits.longPolls()),
                "long-polls",
                "Too many requests wait already. Wait with fewer at once, or leave out Prefer: wait.",
                NEXT_POLL);
        this.streams = new Gate(
                new Places(limits.eventStreamsPerTenant(), limits.eventStreamsPerTenant(), limits.eventStreams()),
                "event-streams",
                "Too many streams of events are open. Close some, or share one among those who follow it.",
                NEXT_POLL);
        this.searches = new Gate(
                new Places(SEARCHES, SEARCHES, ALL_SEARCHES),
                "searches",
                "Too many requests read the audit log at this moment. Read with %d at once at most."
                        .formatted(SEARCHES),
                SOON);
        this.large = new Gate(
                new Places(Integer.MAX_VALUE, limits.largeReadsPerTenant(), Integer.MAX_VALUE),
                "large-reads",
                "The tenant reads %d lists of clusters, topologies, validations and onboarding kits at this moment, as many as it may. Read the answers, and ask for fewer at once."
                        .formatted(limits.largeReadsPerTenant()),
                SOON);
        this.underWay = new Gate(
                new Places(Integer.MAX_VALUE, limits.underWayPerTenant(), Integer.MAX_VALUE),
                "under-way",
                "The tenant has %d requests under way, as many as it may. Read the answers, and send fewer at once."
                        .formatted(limits.underWayPerTenant()),
                SOON);
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!enabled || authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        String token = caller.actor();
        String tenant = caller.tenantId() == null ? null : caller.tenantId().value();
        String payer = payer(caller);
        if (!take(tokens, token, response)
                || (tenant != null && !take(tenants, tenant, response))
                || (!READS.contains(request.getMethod()) && !take(changes, payer, response))
                || (isExpensive(request) && !take(expensive, payer, response))) {
            return;
        }
        Gate gate = gate(request, tenant);
        if (!within(gate.places(), token, tenant, request, response, chain)) {
            refusals.write(response, gate.limit(), gate.advice(), gate.again());
        }
    }

    /** Mappings are read most, and are asked for first. */
    private Gate gate(HttpServletRequest request, @Nullable String tenant) {
        if (MAPPING.matches(request)) {
            return mayWait(request) ? polls : underWay;
        }
        if (tenant != null && SEARCH.matches(request)) {
            return searches;
        }
        if (EVENTS.stream().anyMatch(events -> events.matches(request))) {
            return streams;
        }
        if (tenant != null
                && READS.contains(request.getMethod())
                && LARGE.stream().anyMatch(each -> each.matches(request))) {
            return large;
        }
        return underWay;
    }

    /** Goes on with the request in one of these places; false if there is none. */
    private static boolean within(
            Places places,
            String token,
            @Nullable String tenant,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (!places.enter(token, tenant)) {
            return false;
        }
        try {
            chain.doFilter(request, response);
            return true;
        } finally {
            places.leave(token, tenant);
        }
    }

    /** Whose share the caller's requests are taken from. */
    static String payer(Caller caller) {
        return caller.tenantId() == null ? caller.actor() : caller.tenantId().value();
    }

    /** False if the bucket is empty, and the answer is written. */
    private boolean take(Buckets buckets, String caller, HttpServletResponse response) throws IOException {
        ConsumptionProbe probe = buckets.take(caller);
        Allowance allowance = buckets.allowance();
        response.addHeader("RateLimit-Policy", allowance.policy());
        response.addHeader(
                LEFT,
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                allowance.name(),
                                probe.getRemainingTokens(),
                                Refusals.seconds(Duration.ofNanos(probe.getNanosToWaitForReset()))));
        if (probe.isConsumed()) {
            return true;
        }
        refusals.write(
                response,
                allowance.name(),
                "Too many requests for the limit '%s' of %d a minute; the header RateLimit-Policy says what is allowed."
                        .formatted(allowance.name(), allowance.perMinute()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
        return false;
    }

    private static boolean isExpensive(HttpServletRequest request) {
        return EXPENSIVE.stream().anyMatch(each -> each.matches(request));
    }

    private static boolean mayWait(HttpServletRequest request) {
        String preference = request.getHeader("Prefer");
        return preference != null
                && preference.toLowerCase(Locale.ROOT).contains("wait")
                && request.getHeader("If-None-Match") != null;
    }

    private static RequestMatcher matcher(HttpMethod method, String rest) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, TENANT + rest);
    }
}
