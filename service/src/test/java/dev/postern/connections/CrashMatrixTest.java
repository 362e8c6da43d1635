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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
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
        return stops(1, List.of(Kind.STOPPED_BEFORE, Kind.STOPPED_AFTER));
    }

    /** A call that was never made leaves nothing behind that another replica could take for something else. */
    @TestFactory
    Stream<DynamicTest> stoppedAtAnyCallAnotherReplicaGoesOn() {
        return stops(2, List.of(Kind.STOPPED_AFTER));
    }

    private Stream<DynamicTest> stops(int replicas, List<Kind> kinds) {
        int calls = callsOfALife(replicas);
        List<DynamicTest> tests = new ArrayList<>();
        for (int call = 1; call <= calls; call++) {
            for (Kind kind : kinds) {
                CrashPoint point = new CrashPoint(call, kind);
                tests.add(cell("%s call %d of %d".formatted(kind, call, calls), () -> live(point, replicas)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whatAReplicaDoesAfterItSleptThroughTheDeletionIsSweptUp() {
        int calls = callsUntilReady();
        List<DynamicTest> tests = new ArrayList<>();
        for (int call = 1; call <= calls; call++) {
            for (Kind kind : List.of(Kind.PAUSED_BEFORE, Kind.PAUSED_AFTER)) {
                CrashPoint point = new CrashPoint(call, kind);
                tests.add(cell("%s call %d of %d".formatted(kind, call, calls), () -> sleepThrough(point)));
            }
        }
        return tests.stream();
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

    private int callsOfALife(int replicas) {
        CrashPoint none = new CrashPoint(0, Kind.STOPPED_BEFORE);
        live(none, replicas);
        return none.calls();
    }

    private int callsUntilReady() {
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
