package dev.postern.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.TestDatabase;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas as two processes on one database are killed at random, while tenants come and go and AWS has its moods.
 * The choices follow from a seed, the moments do not: {@code -Dpostern.test.seed} repeats the one and not the other.
 * {@code -Dpostern.test.killing-seconds} says for how long, 0 that it is left out.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@DisabledIfSystemProperty(named = "postern.test.killing-seconds", matches = "0")
class KilledReplicasTest {

    private static final long SEED = Long.getLong("postern.test.seed", System.nanoTime() % 1_000_000);
    private static final Duration KILLING = Duration.ofSeconds(Long.getLong("postern.test.killing-seconds", 20L));
    private static final Duration CONVERGENCE = Duration.ofSeconds(150);

    /** Two looks at all roles, and many at all endpoints. */
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LAST_REQUESTS = Duration.ofMinutes(5);
    private static final int SEATS = 2;
    private static final int CUSTOMERS = 4;
    private static final int NOT_FOUND = 404;

    private final Random random = new Random(SEED);
    private final Storm storm = new Storm();
    private final Wishes wishes = new Wishes();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> activities = new ArrayList<>();

    @TempDir
    private Path data;

    private Sandbox sandbox;
    private Logs logs;
    private Replicas replicas;
    private Rows rows;
    private ServiceOwners owners;

    @BeforeEach
    void aWorld() throws IOException {
        sandbox = Sandbox.builder()
                .quotas(Quotas.unlimited())
                .delays(Delays.brief()
                        .withEndpointVisible(Duration.ofMillis(200))
                        .withRoleUsable(Duration.ofMillis(300)))
                .start();
        Map<String, String> database = TestDatabase.create();
        rows = new Rows(database);
        owners = new ServiceOwners(sandbox.aws());
        logs = Logs.in(Path.of("target", "replicas"));
        replicas = new Replicas(SEATS, ReplicaSettings.of(sandbox, database, data), logs);
    }

    @AfterEach
    void nothingIsLeft() {
        storm.end();
        replicas.close();
        threads.shutdownNow();
        sandbox.close();
    }

    @Test
    void everyConnectionEndsAsItIsWantedAndAwsHoldsWhatTheDatabaseHolds() throws Exception {
        replicas.startAll();
        AnyReplica api = new AnyReplica(replicas, Files.readString(data.resolve("operator-token")), fork());
        Agreement agreement = new Agreement(wishes, owners, rows, sandbox.aws());

        Mischief mischief = new Mischief(sandbox.aws(), owners, rows::hasAvailable, storm, fork());
        begin(api, mischief);
        storm.rages(KILLING);
        storm.end();
        sandbox.aws().faults().clear();
        try {
            awaitActivities();
            long calm = System.nanoTime();
            await().during(CALM).atMost(CONVERGENCE).pollInterval(LOOK).untilAsserted(() -> {
                owners.decide();
                assertThat(agreement.differences()).isEmpty();
            });
            System.out.printf(
                    "Agreed after %d ms.%n",
                    Duration.ofNanos(System.nanoTime() - calm).minus(CALM).toMillis());
        } catch (Throwable failure) {
            System.out.println(logs.tails());
            throw failure;
        } finally {
            System.out.println(summary(api));
        }
        assertThat(bothTell(agreement)).isEmpty();
        assertThat(api.errors()).isEmpty();
        assertThat(logs.errors()).isEmpty();
        assertThat(mischief.deletedEndpoints())
                .as("what connections have missed was not deleted by Postern")
                .containsAll(rows.disappeared());
        assertThat(replicas.kills()).isPositive();
        assertThat(rows.times("READY")).isPositive();
    }

    private void begin(AnyReplica api, Mischief mischief) {
        for (int seat = 0; seat < SEATS; seat++) {
            activities.add(threads.submit(new Killer(replicas, seat, storm, fork())::run));
        }
        for (int number = 1; number <= CUSTOMERS; number++) {
            Customer customer = new Customer("customer-" + number, api, owners, wishes, fork());
            repeat(50, 500, customer::act);
        }
        mischief.slowDown();
        repeat(300, 2000, mischief::act);
        repeat(50, 200, owners::decide);
    }

    /** Until the storm is over, with pauses of so many milliseconds at least and at most. */
    private void repeat(int shortest, int longest, Runnable action) {
        Random pauses = fork();
        activities.add(threads.submit(() -> {
            while (storm.rages(Duration.ofMillis(pauses.nextInt(shortest, longest)))) {
                action.run();
            }
        }));
    }

    private void awaitActivities() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> activity : activities) {
            activity.get(LAST_REQUESTS.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What both replicas say of each connection where that is not what the database says. */
    private List<String> bothTell(Agreement agreement) throws IOException {
        String token = Files.readString(data.resolve("operator-token"));
        List<String> wrong = new ArrayList<>();
        for (Api api : replicas.reachable()) {
            for (Wish wish : wishes.all()) {
                Answer read = api.as(token).get(wish.path());
                boolean gone = read.status() == NOT_FOUND && wish.deleted(); // with its tenant
                if (!gone && !agreement.end(wish).equals(read.text("/phase") + "/" + read.text("/reason"))) {
                    wrong.add("%s: %s".formatted(wish, read));
                }
            }
        }
        return wrong;
    }

    private String summary(AnyReplica api) {
        List<Wish> all = wishes.all();
        return """
                Seed %d: %d starts, %d kills, %d freezes; %d requests without an answer.
                %d connections made, %d of them deleted; READY %d times, made again %d times.
                AWS: %d calls, %d of them without an answer; the sweep has deleted %d leftovers.
                In the logs: %d errors.""".formatted(
                        SEED,
                        replicas.starts(),
                        replicas.kills(),
                        replicas.freezes(),
                        api.lost(),
                        all.size(),
                        all.stream().filter(Wish::deleted).count(),
                        rows.times("READY"),
                        rows.times("ENDPOINT_DISAPPEARED"),
                        sandbox.aws().calls().total(),
                        sandbox.aws().calls().entries().stream()
                                .filter(call -> !call.wasAnswered())
                                .count(),
                        logs.leftovers().size(),
                        logs.errors().size());
    }

    /** A source of choices that follows from the seed, whatever the others do meanwhile. */
    private Random fork() {
        return new Random(random.nextLong());
    }
}
