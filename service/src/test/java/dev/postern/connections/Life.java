package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.ResourceNames;
import dev.postern.privatelink.SandboxedAws;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.route53.HostedZone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A connection's life with one or two replicas that take turns, of which one may be stopped at one point. Whoever is
 * stopped is started again with an empty memory.
 */
final class Life implements AutoCloseable {

    private static final int MOST_ROUNDS = 100;
    private static final Duration ROUND = Duration.ofSeconds(20);

    private final ReconcilerWorld world;
    private final Replica.Shared shared;
    private final Sandbox sandbox;
    private final CrashPoint point;
    private final List<Replica> replicas = new ArrayList<>();
    private final ConnectionKey key;
    private int turn;

    Life(
            ReconcilerWorld world,
            Replica.Shared shared,
            Sandbox sandbox,
            CrashPoint point,
            int replicas,
            ConnectionKey key) {
        this.world = world;
        this.shared = shared;
        this.sandbox = sandbox;
        this.point = point;
        this.key = key;
        for (int i = 0; i < replicas; i++) {
            this.replicas.add(start());
        }
    }

    private Replica start() {
        return new Replica(shared, SandboxedAws.of(sandbox, point.http()));
    }

    /** From its creation until clients can be sent there. */
    void becomesReady() {
        until(Life::ready);
        hasOneOfEach();
    }

    private static boolean ready(PrivateLinkConnection connection) {
        return connection.state() instanceof ConnectionState.Ready;
    }

    /** The same, but somebody else may delete the connection meanwhile. */
    void becomesReadyUnlessDeleted() {
        until(connection -> ready(connection) || connection.state().phase() == ConnectionPhase.DELETED);
    }

    /** Somebody deletes the endpoint, later the hosted zone, and others take their places. */
    void isMadeAgain() {
        String first = connection().holdings().requiredEndpoint().id();
        sandbox.aws().delete(first);
        until(connection -> ready(connection)
                && !connection.holdings().requiredEndpoint().id().equals(first));
        hasOneOfEach();
        String zone = zones().getFirst().id();
        sandbox.aws().deleteHostedZone(zone);
        until(connection ->
                ready(connection) && !zone.equals(connection.holdings().zone().id()));
        hasOneOfEach();
    }

    void isDeleted() {
        world.delete(key);
        until(connection -> connection.state().phase() == ConnectionPhase.DELETED);
        hasNothing();
    }

    /** The next replica's turn, until the connection is as it should be. Meanwhile the world moves on. */
    private void until(Predicate<PrivateLinkConnection> condition) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            taking(replica -> replica.activate(key));
            move();
            if (condition.test(connection())) {
                return;
            }
            if (connection().progress().nextStepAt() == null) {
                taking(Replica::sweep); // nothing but the observer leads on from here
            }
        }
        throw new AssertionError("stuck in " + connection());
    }

    private void move() {
        endpoints().forEach(endpoint -> sandbox.aws().accept(endpoint.id()));
        sandbox.aws().step();
        world.clock().advance(ROUND);
    }

    /** Whether it got to the end. */
    private boolean taking(Consumer<Replica> work) {
        int index = turn++ % replicas.size();
        try {
            work.accept(replicas.get(index));
            return true;
        } catch (CrashPoint.Stopped stopped) {
            replicas.set(index, start()).close();
            return false;
        }
    }

    /** After one whole sweep. */
    private void swept() {
        if (!taking(Replica::sweep)) {
            assertThat(taking(Replica::sweep)).isTrue();
        }
        sandbox.aws().step();
    }

    private void hasOneOfEach() {
        swept();
        assertThat(endpoints())
                .extracting(VpcEndpoint::id)
                .containsExactly(connection().holdings().requiredEndpoint().id());
        assertThat(roles()).hasSize(1);
        assertThat(zones())
                .extracting(HostedZone::id)
                .containsExactly(connection().holdings().zone().id());
        assertThat(sandbox.aws()
                        .resolve(
                                connection().holdings().requiredPlacement().vpc(),
                                connection().intent().requiredHostname().value()))
                .containsExactly(connection().endpoint().dnsNames().getFirst().name());
    }

    void hasNothing() {
        swept();
        assertThat(endpoints()).isEmpty();
        assertThat(roles()).isEmpty();
        assertThat(zones()).isEmpty();
    }

    private List<VpcEndpoint> endpoints() {
        String id = key.connectionId().value();
        return sandbox.aws().endpoints().stream()
                .filter(endpoint -> id.equals(endpoint.tags().get(ResourceNames.CONNECTION_TAG)))
                .filter(endpoint -> switch (EndpointState.of(sandbox.aws().shownState(endpoint))) {
                    case DELETING, DELETED -> false;
                    case PENDING_ACCEPTANCE, PENDING, AVAILABLE, REJECTED, EXPIRED, FAILED, UNKNOWN -> true;
                })
                .toList();
    }

    private List<String> roles() {
        String name = connection().names(shared.installation().id()).roleName();
        return sandbox.aws().roles().stream()
                .map(Role::name)
                .filter(name::equals)
                .toList();
    }

    private List<HostedZone> zones() {
        String name = connection().intent().requiredHostname() + ".";
        return sandbox.aws().hostedZones().stream()
                .filter(zone -> zone.name().equals(name))
                .toList();
    }

    ConnectionKey key() {
        return key;
    }

    private PrivateLinkConnection connection() {
        return world.read(key);
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }
}
