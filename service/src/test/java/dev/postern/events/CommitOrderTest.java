package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.EventReader;
import dev.postern.testing.EventReader.Message;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That whoever goes by the last id is told of everything, in whatever order transactions end. */
class CommitOrderTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 40;

    @Autowired
    private SystemDatabase database;

    private TestTenant acme;
    private Happenings happenings;

    @BeforeEach
    void aTenant() {
        acme = newTenant();
        happenings = new Happenings(database);
    }

    /** Its number is given out first and it is committed last: whoever went by numbers alone would never be told. */
    @Test
    void whatIsCommittedLateIsToldAndNothingOvertakesIt() throws Exception {
        String from = read("").getLast().id();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> database.inTransaction(() -> {
            happenings.of(acme, "slow");
            begun.countDown();
            return awaitQuietly(end);
        }));
        begun.await();
        happenings.of(acme, "quick");
        try (EventReader reader = EventReader.open(acme.admin(), acme.path("/events"), "Last-Event-ID", from)) {
            List<Message> before = read(from);
            end.countDown();
            slow.get();

            await().atMost(LIMIT).until(() -> Happenings.told(reader.messages()).size() == 2);
            assertThat(Happenings.told(before)).isEmpty();
            assertThat(Happenings.told(reader.messages()))
                    .extracting(Message::subject)
                    .containsExactly("slow", "quick");
        } finally {
            end.countDown();
        }
    }

    @Test
    void amongManyTransactionsAtOnceNothingIsSkippedAndNothingToldTwice() throws Exception {
        String from = read("").getLast().id();
        List<String> written = IntStream.range(0, WRITERS * TRANSACTIONS)
                .mapToObj(each -> List.of(each + " first", each + " second"))
                .flatMap(List::stream)
                .toList();
        List<Message> bySteps = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
                EventReader follower = EventReader.open(acme.admin(), acme.path("/events"), "Last-Event-ID", from)) {
            IntStream.range(0, WRITERS).forEach(writer -> writers.submit(() -> write(writer)));
            await().pollDelay(Duration.ZERO).atMost(LIMIT).until(() -> {
                bySteps.addAll(read(bySteps.isEmpty() ? from : bySteps.getLast().id()));
                return Happenings.told(bySteps).size() >= written.size();
            });
            await().atMost(LIMIT)
                    .until(() -> Happenings.told(follower.messages()).size() >= written.size());

            for (List<Message> messages : List.of(bySteps, follower.messages())) {
                List<Message> told = Happenings.told(messages);
                assertThat(told).extracting(Message::subject).containsExactlyInAnyOrderElementsOf(written);
                assertThat(told)
                        .extracting(message -> EventPosition.parse(message.id()))
                        .isSorted();
            }
        }
    }

    private void write(int writer) {
        Random random = new Random(writer);
        for (int each = 0; each < TRANSACTIONS; each++) {
            String name = writer * TRANSACTIONS + each + "";
            database.inTransaction(() -> {
                happenings.of(acme, name + " first");
                // Others begin and end in the meantime.
                IntStream.range(0, random.nextInt(10))
                        .forEach(query -> database.jdbc()
                                .sql("select count(*) from event")
                                .query(Integer.class)
                                .single());
                happenings.of(acme, name + " second");
                return true;
            });
        }
    }

    private List<Message> read(String last) {
        String[] headers = last.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", last};
        return EventReader.parse(
                acme.admin().get(acme.path("/events?follow=false"), headers).body());
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
