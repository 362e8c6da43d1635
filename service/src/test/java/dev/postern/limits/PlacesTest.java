package dev.postern.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Caller;
import dev.postern.foundation.TenantId;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How many requests may be under way at once. */
class PlacesTest extends LimitsScene {

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
        "GET, clusters, lists of clusters, 1",
        "GET, clusters/clu_1/topology, topologies, 1",
        "GET, clusters/clu_1/validations, validations, 1",
        "HEAD, clusters/clu_1/validations/val_1, validations, 1",
        "GET, connections/con_1/onboarding, onboarding, 1",
        "GET, events, streams of events, 5",
        "GET, tokens, under way, 1"
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

    /** Each reads its session before anybody knows whose it is. */
    @Test
    void onlySoManyRequestsOfASessionAreUnderWayAtOnce() throws Exception {
        SessionLimits sessions = new SessionLimits(SMALL, refusals, LimitsScene::session);
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < 2; reader++) {
                threads.execute(() -> through(sessions, of("one"), () -> {
                    reading.countDown();
                    await(read);
                }));
            }
            reading.await();

            MockHttpServletResponse third = through(sessions, of("one"), () -> {});
            MockHttpServletResponse another = through(sessions, of("another"), () -> {});
            MockHttpServletResponse without = through(sessions, request("GET", "/api/v1/me"), () -> {});
            read.countDown();

            assertThat(third.getStatus()).isEqualTo(429);
            assertThat(text(third)).contains("The session has 2 requests under way");
            assertThat(another.getStatus()).isEqualTo(200);
            assertThat(without.getStatus()).isEqualTo(200);
        }
        assertThat(through(sessions, of("one"), () -> {}).getStatus()).isEqualTo(200);
    }

    private static MockHttpServletRequest of(String session) {
        MockHttpServletRequest request = request("GET", "/api/v1/me");
        request.setCookies(new Cookie("session", session));
        return request;
    }

    private static MockHttpServletResponse through(Filter filter, MockHttpServletRequest request, Runnable work) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            filter.doFilter(request, response, (served, answer) -> work.run());
        } catch (IOException | ServletException cause) {
            throw new IllegalStateException(cause);
        }
        return response;
    }

    private static MockHttpServletRequest longPoll() {
        MockHttpServletRequest request = request("GET", "/api/v1/tenants/" + ACME + "/clusters/clu_1/resolver-mapping");
        request.addHeader("Prefer", "wait=30");
        request.addHeader("If-None-Match", "\"1.json\"");
        return request;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
