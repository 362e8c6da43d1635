package dev.postern.limits;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/** The filters by themselves, by a clock that a test turns. */
class LimitsTest {

    private static final TenantId ACME = TenantId.next();
    private static final RequestLimits SMALL =
            new RequestLimits(true, 60, 3, 60, 5, 6, 1, 60, 2, 60, 2, 1, 2, 3, 2, 2, 3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Refusals refusals = new Refusals(JsonMapper.shared(), meters);
    private final Turned time = new Turned();
    private final Buckets changes = new Buckets(SMALL.changes(), time);
    private final CallerLimits limits = new CallerLimits(SMALL, time, refusals, changes);
    private final AddressLimits addresses = new AddressLimits(SMALL, time, refusals, LimitsTest::session);

    @Test
    void aTokenThatAsksTooFastIsToldForHowLongToWait() {
        Caller caller = caller(ACME);
        get(caller);
        get(caller);
        get(caller);

        MockHttpServletResponse refused = get(caller);

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(text(refused))
                .contains("/rate-limited")
                .contains("limit 'token' of 60 a minute")
                .contains("1 s.");
        assertThat(meters.counter("postern.refusals", "limit", "token").count()).isEqualTo(1);
    }

    @Test
    void everyAnswerSaysWhatIsAllowedAndWhatIsLeftOfIt() {
        Caller caller = caller(ACME);
        get(caller);

        MockHttpServletResponse second = get(caller);

        assertThat(second.getHeaders("RateLimit-Policy")).containsExactly("\"token\";q=3;w=3", "\"tenant\";q=5;w=5");
        assertThat(second.getHeaders("RateLimit")).containsExactly("\"token\";r=1;t=2", "\"tenant\";r=3;t=2");
    }

    @Test
    void whatIsUsedUpComesBackWithTime() {
        Caller caller = caller(ACME);
        for (int asked = 0; asked < 4; asked++) {
            get(caller);
        }

        time.pass(Duration.ofSeconds(1));

        assertThat(get(caller).getStatus()).isEqualTo(200);
        assertThat(get(caller).getStatus()).isEqualTo(429);
    }

    @Test
    void moreTokensGiveATenantNoMoreThanItsShareAndTakeNothingFromOthers() {
        for (int token = 0; token < 5; token++) {
            assertThat(get(caller(ACME)).getStatus()).isEqualTo(200);
        }

        assertThat(get(caller(ACME)).getStatus()).isEqualTo(429);
        assertThat(get(caller(TenantId.next())).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /clusters/clu_1/validations, 429",
        "PATCH, /clusters/clu_1, 429",
        "PATCH, /connections/con_1, 429",
        "POST, /connections/con_1/retry, 429",
        "POST, /%63lusters/clu_1/validations, 429",
        "GET, /clusters/clu_1, 200",
        "GET, /clusters/clu_1/validations, 200",
        "DELETE, /connections/con_1, 200"
    })
    void whatHasAwsOrBrokersAskedHasATighterLimit(String method, String path, int status) {
        limited(caller(ACME), request("POST", "/api/v1/tenants/" + ACME + "/connections"));

        assertThat(limited(caller(ACME), request(method, "/api/v1/tenants/" + ACME + path))
                        .getStatus())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"POST, 429", "PUT, 429", "PATCH, 429", "DELETE, 429", "GET, 200", "HEAD, 200", "OPTIONS, 200"})
    void aTenantThatChangesMuchWaitsWithItsNextChangeAndMayStillRead(String method, int status) {
        String path = "/api/v1/tenants/" + ACME + "/tokens";
        limited(caller(ACME), request("POST", path));
        limited(caller(ACME), request("DELETE", path + "/tok_1"));

        MockHttpServletResponse answer = limited(caller(ACME), request(method, path));

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getHeaders("RateLimit-Policy").contains("\"changes\";q=2;w=2"))
                .isEqualTo(status == 429);
    }

    @Test
    void signInsAreTakenFromTheSameShareAndFromNobodyElses() {
        SignIns signIns = new SignIns(SMALL, changes, refusals);
        limited(caller(ACME), request("DELETE", "/api/v1/tenants/" + ACME + "/tokens/tok_1"));

        assertThat(signIns.take(caller(ACME))).isZero();
        assertThat(signIns.take(caller(ACME))).isEqualTo(Duration.ofSeconds(1));
        assertThat(signIns.take(caller(TenantId.next()))).isZero();
    }

    @Test
    void onlySoManyRequestsOfATokenMayWaitAtOnce() throws Exception {
        Caller caller = caller(ACME);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<MockHttpServletResponse> first = threads.submit(() -> as(caller, longPoll(), (request, response) -> {
                waiting.countDown();
                await(changed);
            }));
            waiting.await();

            MockHttpServletResponse second = limited(caller, longPoll());
            MockHttpServletResponse others = limited(caller(TenantId.next()), longPoll());
            changed.countDown();

            assertThat(second.getStatus()).isEqualTo(429);
            assertThat(text(second)).contains("Prefer: wait");
            assertThat(others.getStatus()).isEqualTo(200);
            assertThat(first.get().getStatus()).isEqualTo(200);
            assertThat(limited(caller, longPoll()).getStatus()).isEqualTo(200);
        }
    }

    /**
     * The audit log's may look through a million rows, and hold a connection to the database for so long; others hold
     * their answers until they are read.
     */
    @ParameterizedTest
    @CsvSource({
        "GET, audit, read the audit log, 1",
        "HEAD, audit, read the audit log, 1",
        "GET, clusters, under way, 1",
        "GET, events, streams of events, 5"
    })
    void onlySoManyRequestsOfATenantAreUnderWayAtOnce(String method, String path, String reason, String again)
            throws Exception {
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MockHttpServletResponse>> readers = IntStream.range(0, 2)
                    .mapToObj(reader ->
                            threads.submit(() -> as(caller(ACME), ofAcme(method, path), (request, response) -> {
                                reading.countDown();
                                await(read);
                            })))
                    .toList();
            reading.await();
            MockHttpServletRequest asIfItWaited = ofAcme(method, path);
            asIfItWaited.addHeader("Prefer", "wait=30");
            asIfItWaited.addHeader("If-None-Match", "x");

            MockHttpServletResponse third = limited(caller(ACME), asIfItWaited);
            MockHttpServletResponse others = limited(caller(TenantId.next()), ofAcme(method, path));
            read.countDown();

            assertThat(third.getStatus()).isEqualTo(429);
            assertThat(third.getHeader("Retry-After")).isEqualTo(again);
            assertThat(text(third)).contains(reason);
            assertThat(others.getStatus()).isEqualTo(200);
            for (Future<MockHttpServletResponse> reader : readers) {
                assertThat(reader.get().getStatus()).isEqualTo(200);
            }
        }
        assertThat(limited(caller(ACME), ofAcme(method, path)).getStatus()).isEqualTo(200);
    }

    private static MockHttpServletRequest ofAcme(String method, String path) {
        return request(method, "/api/v1/tenants/" + ACME + "/" + path);
    }

    @Test
    void aReplicaHasOnlySoManyPlacesForThoseWhoWait() {
        Places polls = new Places(1, 2, 2);

        assertThat(polls.enter("a", "acme")).isTrue();
        assertThat(polls.enter("b", null)).isTrue();
        assertThat(polls.enter("c", "umbrella")).isFalse();
        polls.leave("a", "acme");
        assertThat(polls.enter("c", "umbrella")).isTrue();
    }

    @Test
    void aTenantWithManyTokensLeavesPlacesToWaitInForOthers() {
        Places polls = new Places(1, 2, 5);

        assertThat(polls.enter("a", "acme")).isTrue();
        assertThat(polls.enter("b", "acme")).isTrue();
        assertThat(polls.enter("c", "acme")).isFalse();
        assertThat(polls.enter("d", "umbrella")).isTrue();
        polls.leave("a", "acme");
        assertThat(polls.enter("c", "acme")).isTrue();
    }

    @Test
    void anAddressThatFailsToLogInTooOftenIsRefusedAndOthersAreNot() {
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", "Bearer guess-2", 401);

        assertThat(from("192.0.2.1", "Bearer guess-3", 401).getStatus()).isEqualTo(429);
        assertThat(from("192.0.2.2", "Bearer good", 200).getStatus()).isEqualTo(200);
        time.pass(Duration.ofSeconds(1));
        assertThat(from("192.0.2.1", "Bearer good", 200).getStatus()).isEqualTo(200);
    }

    @Test
    void somebodyWhoGuessesDoesNotLockOutThoseBehindTheSameAddressWhoWereGoodLately() {
        from("192.0.2.1", "Bearer good", 200);
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", null, 401);

        assertThat(from("192.0.2.1", "Bearer good", 200).getStatus()).isEqualTo(200);
        assertThat(from("192.0.2.1", null, 401).getStatus()).isEqualTo(429);
    }

    /** Else signing in and reading public pages would use up what is for guesses. */
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 302, 304, 403, 404, 500, 503})
    void nothingButARefusedLogInCountsAsOne(int status) {
        for (int tried = 0; tried < 5; tried++) {
            assertThat(from("192.0.2.1", null, status).getStatus()).isEqualTo(status);
        }
    }

    /** Else a cookie of one's own making would be as good as a token. */
    @Test
    void whoReadsAPublicPageWithAnyCredentialsIsNotKnownByThem() {
        from("192.0.2.1", "Bearer made-up", 200);
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", "Bearer guess-2", 401);

        assertThat(from("192.0.2.1", "Bearer made-up", 200).getStatus()).isEqualTo(429);
    }

    /** Else a caller with junk of its own beside its session would push out everybody who was good lately. */
    @Test
    void whateverElseACallerShowsItIsRememberedOnce() {
        for (int asked = 0; asked < 5; asked++) {
            MockHttpServletRequest request = request("GET", "/api/v1/me");
            request.addHeader("Cookie", "junk=" + asked + "; session=signed");
            request.addHeader("Authorization", "Basic junk" + asked);
            request.setCookies(new Cookie("junk", "" + asked), new Cookie("session", "signed"));
            through(addresses, request, 200);
            MockHttpServletRequest another = request("GET", "/api/v1/me");
            another.addHeader("Authorization", asked % 2 == 0 ? "Bearer good" : "bearer good");
            through(addresses, another, 200);
            MockHttpServletRequest jwt = request("GET", "/api/v1/me");
            jwt.addHeader("Authorization", "Bearer good.payload." + "~".repeat(asked));
            through(addresses, jwt, 200);
        }

        assertThat(addresses.remembered()).isEqualTo(3);
    }

    private static List<String> session(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, "session");
        return cookie == null ? List.of() : List.of(cookie.getValue());
    }

    @Test
    void healthIsTellingWhoeverAsksHoweverOften() {
        for (int probe = 0; probe < 10; probe++) {
            assertThat(through(addresses, request("GET", "/actuator/health/readiness"), 200)
                            .getStatus())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.2, false"
    })
    void allAddressesOfOneNetworkOfIpv6AreOneAddress(String one, String other, boolean same) {
        assertThat(AddressLimits.network(one).equals(AddressLimits.network(other)))
                .isEqualTo(same);
    }

    @Test
    void limitsThatAreSwitchedOffRefuseNobody() {
        RequestLimits off = new RequestLimits(false, 60, 3, 60, 5, 6, 1, 60, 2, 60, 2, 1, 2, 3, 2, 2, 3);
        Filter none = new CallerLimits(off, time, refusals, changes);
        Caller caller = caller(ACME);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(caller, "", "ROLE_TENANT_ADMIN"));

        for (int asked = 0; asked < 20; asked++) {
            MockHttpServletResponse answer = through(none, request("GET", "/api/v1/me"), 200);

            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getHeader("RateLimit")).isNull();
        }
    }

    private interface Work {
        void serve(Object request, HttpServletResponse response);
    }

    private MockHttpServletResponse get(Caller caller) {
        return limited(caller, request("GET", "/api/v1/me"));
    }

    private MockHttpServletResponse limited(Caller caller, MockHttpServletRequest request) {
        return as(caller, request, (served, response) -> {});
    }

    private MockHttpServletResponse as(Caller caller, MockHttpServletRequest request, Work work) {
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

    private MockHttpServletResponse from(String address, @Nullable String authorization, int status) {
        MockHttpServletRequest request = request("GET", "/api/v1/me");
        request.setRemoteAddr(address);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return through(addresses, request, status);
    }

    /** A service that answers so, and knows its caller where that is a success with credentials. */
    private static MockHttpServletResponse through(Filter filter, MockHttpServletRequest request, int status) {
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

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    private static MockHttpServletRequest longPoll() {
        MockHttpServletRequest request = request("GET", "/api/v1/tenants/" + ACME + "/clusters/clu_1/resolver-mapping");
        request.addHeader("Prefer", "wait=30");
        request.addHeader("If-None-Match", "\"1.json\"");
        return request;
    }

    private static Caller caller(TenantId tenant) {
        return new Caller(new Identity.OfToken(TokenId.next()), "test", Role.TENANT_ADMIN, tenant, null);
    }

    private static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stands still until it is turned on. */
    private static final class Turned implements TimeMeter {

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
