package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final int MANY = 20;

    private final SingleFlight<String, String> flight = new SingleFlight<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whoWantsTheSameAtTheSameMomentGetsItOfWhoeverWasFirst() throws Exception {
        CountDownLatch ends = new CountDownLatch(1);
        AtomicInteger asking = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            for (int asked = 0; asked < MANY; asked++) {
                all.add(threads.submit(() -> {
                    asking.incrementAndGet();
                    return flight.get("a", key -> {
                        hold(ends);
                        return key + done.incrementAndGet();
                    });
                }));
            }
            await().until(() -> asking.get() == MANY);
            ends.countDown();

            for (Future<String> one : all) {
                assertThat(one.get()).isIn("a1", "a2");
            }
        }
        assertThat(done.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void whoComesLaterHasItDoneAnew() {
        assertThat(flight.get("a", key -> key + done.incrementAndGet())).isEqualTo("a1");
        assertThat(flight.get("a", key -> key + done.incrementAndGet())).isEqualTo("a2");
    }

    @Test
    void whatWentWrongIsThrownAndNotKept() {
        IllegalArgumentException wrong = new IllegalArgumentException("wrong");

        assertThatThrownBy(() -> flight.get("a", key -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
        assertThat(flight.get("a", key -> "right")).isEqualTo("right");
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
