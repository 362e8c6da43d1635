package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.CrashPoint.Kind;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.Hostname;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.network.LoadBalancer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * A full life of a connection, again and again: each time a replica is stopped, or falls asleep, at another one of its
 * calls to AWS, before the call or when it has taken effect and nobody knows of it. After one sweep there is exactly one
 * of everything while the connection lives, and nothing when it is deleted.
 */
@Import(Replica.Shared.class)
class CrashMatrixTest extends ReconcilerTest {

    private static final Logger log = LoggerFactory.getLogger(CrashMatrixTest.class);

    @SuppressWarnings("NullAway.Init")
    private static Sandbox sandbox;

    private static int cells;
    private static int lives;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Replica.Shared shared;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.builder()
                .time(TimeMode.EXPLICIT)
                .quotas(Quotas.unlimited())
                .delays(Delays.brief().withRoleUsable(Duration.ofSeconds(10)))
                .start();
    }

    @AfterAll
    static void stop() {
        log.info("Crash matrix: {} cells", cells);
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> stoppedAtAnyCallOneReplicaGoesOnWhereItWas() {
        List<String> calls = callsOfALife(1);
        return Stream.concat(
                cells(calls, Kind.STOPPED_BEFORE, point -> live(point, 1)),
                cellsOfChanges(calls, point -> live(point, 1)));
    }

    /** A call that was never made leaves nothing behind that another replica could take for something else. */
    @TestFactory
    Stream<DynamicTest> stoppedAtAnyCallAnotherReplicaGoesOn() {
        return cellsOfChanges(callsOfALife(2), point -> live(point, 2));
    }

    @TestFactory
    Stream<DynamicTest> whatAReplicaDoesAfterItSleptThroughTheDeletionIsSweptUp() {
        List<String> calls = callsUntilReady();
        return Stream.of(Kind.PAUSED_BEFORE, Kind.PAUSED_AFTER).flatMap(kind -> cells(calls, kind, this::sleepThrough));
    }

    /** Whoever is stopped forgets what a call has read: it is as if stopped before it. */
    private static Stream<DynamicTest> cellsOfChanges(List<String> calls, ThrowingConsumer<CrashPoint> test) {
        return cells(calls, Kind.STOPPED_AFTER, CrashPoint::changes, test);
    }

    private static Stream<DynamicTest> cells(List<String> calls, Kind kind, ThrowingConsumer<CrashPoint> test) {
        return cells(calls, kind, call -> true, test);
    }

    private static Stream<DynamicTest> cells(
            List<String> calls, Kind kind, Predicate<String> among, ThrowingConsumer<CrashPoint> test) {
        return IntStream.rangeClosed(1, calls.size())
                .filter(call -> among.test(calls.get(call - 1)))
                .mapToObj(call -> cell(
                        "%s call %d of %d, %s".formatted(kind, call, calls.size(), calls.get(call - 1)),
                        () -> test.accept(new CrashPoint(call, kind))));
    }

    private static DynamicTest cell(String name, Executable test) {
        return DynamicTest.dynamicTest(name, () -> {
            cells++;
            test.execute();
        });
    }

    private void live(CrashPoint point, int replicas) {
        try (Life life = life(point, replicas)) {
            life.becomesReady();
            life.isMadeAgain();
            life.isDeleted();
        }
    }

    private void sleepThrough(CrashPoint point) throws Exception {
        CrashPoint awake = new CrashPoint(0, Kind.STOPPED_BEFORE);
        try (Life sleeper = life(point, 1);
                Life other = new Life(world, shared, sandbox, awake, 1, sleeper.key());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> asleep = thread.submit(sleeper::becomesReadyUnlessDeleted);
            assertThat(point.awaitReached()).isTrue();
            other.isDeleted();
            point.release();
            asleep.get(60, TimeUnit.SECONDS);
            other.hasNothing();
        }
    }

    private List<String> callsOfALife(int replicas) {
        CrashPoint none = new CrashPoint(0, Kind.STOPPED_BEFORE);
        live(none, replicas);
        return none.calls();
    }

    private List<String> callsUntilReady() {
        CrashPoint none = new CrashPoint(0, Kind.STOPPED_BEFORE);
        try (Life life = life(none, 1)) {
            life.becomesReadyUnlessDeleted();
            return none.calls();
        }
    }

    private Life life(CrashPoint point, int replicas) {
        String name = "life-" + ++lives;
        Hostname hostname = new Hostname(name + ".acme.example");
        return new Life(world, shared, sandbox, point, replicas, world.create(world.tenant(), service(name), hostname));
    }

    private static ServiceReference service(String name) {
        String service = sandbox.aws()
                .tenantService(
                        name, Account.ACME.id(), "us-east-1", ReconcilerWorld.ZONES, new LoadBalancer(name), true);
        sandbox.aws().allow(service, "*");
        return new ServiceReference(service, "us-east-1");
    }
}
