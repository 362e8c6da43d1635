package dev.postern.dialling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One tenant's name server says nothing, for longer than anybody waits. */
class NameLookupTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final String SILENT = "silent.example";

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final NameLookup lookup = new NameLookup(this::answer, new AddressPolicy("allow", List.of("10.0.0.0/8")));

    @AfterEach
    void close() {
        end.countDown();
    }

    @Test
    void lookUpsThatNobodyWaitsForAnyLongerStillCountAndKeepNoOtherTenantWaiting() {
        assertThat(IntStream.range(0, 40).mapToObj(number -> lookup.resolve("greedy", SILENT, SHORT)))
                .allMatch(LookedUp.Late.class::isInstance);

        await().untilAtomic(asked, equalTo(16));
        assertThat(lookup.resolve("modest", "b-1.example", LATE)).isInstanceOf(LookedUp.Found.class);

        end.countDown();
        assertThat(lookup.resolve("greedy", "b-1.example", LATE)).isInstanceOf(LookedUp.Found.class);
    }

    private InetAddress[] answer(String host) {
        if (host.equals(SILENT)) {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        return new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")};
    }
}
