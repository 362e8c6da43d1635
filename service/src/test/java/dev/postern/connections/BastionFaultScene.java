package dev.postern.connections;

import static org.awaitility.Awaitility.await;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import dev.postern.testing.Placeholders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One connection, a bastion in which things go wrong, and what the connection's own page says of it. */
final class BastionFaultScene implements AutoCloseable {

    /** What clusters are known to have behind the bastion. */
    static final List<HostPort> BROKERS =
            List.of(new HostPort("b-1.kafka.acme.internal", 9092), new HostPort("b-2.kafka.acme.internal", 9092));

    private static final BastionProperties PATIENT = properties(Duration.ofSeconds(20));
    private static final BastionProperties HASTY = properties(Duration.ofSeconds(1));
    private static final int MOST_ROUNDS = 10;
    private static final Duration ROUND = Duration.ofMinutes(7);

    private final ReconcilerWorld world;
    private final BastionEdits edits;
    private final ConnectionReconciler reconciler;
    private final ConnectionReconciler hasty;
    private final Bastion bastion;
    private final List<AutoCloseable> impostors = new ArrayList<>();

    BastionFaultScene(
            ReconcilerWorld world,
            BastionEdits edits,
            BastionVault vault,
            BastionDialler dialler,
            ReconcilerProperties properties,
            ProvisioningSteps provisioning,
            PrivateLinkSteps privateLink)
            throws IOException {
        this.world = world;
        this.edits = edits;
        Pace pace = new Pace(world.clock(), properties);
        Function<BastionProperties, ConnectionReconciler> reconcilers = patience -> new ConnectionReconciler(
                world.connections(),
                world.transactions(),
                provisioning,
                privateLink,
                new BastionSteps(
                        new BastionVisits(dialler, vault),
                        vault,
                        List.of(connection -> BROKERS),
                        new BastionOutcomes(pace, patience),
                        patience,
                        world.transactions()),
                world.clock());
        this.reconciler = reconcilers.apply(PATIENT);
        this.hasty = reconcilers.apply(HASTY);
        this.bastion = Bastion.open(PrivateNetwork.empty());
    }

    private static BastionProperties properties(Duration contactLimit) {
        return new BastionProperties(
                contactLimit, Duration.ofSeconds(1), Duration.ofMinutes(5), 10, 10, 1_000, Set.of(22));
    }

    Bastion bastion() {
        return bastion;
    }

    /** A connection to the bastion, of which nobody has said anything else. */
    ConnectionKey connection() {
        return connection(bastion.address().getAddress().getHostAddress());
    }

    /** A connection to another place. */
    ConnectionKey connection(String host) {
        TenantId tenant = world.tenant();
        return TenantScope.call(tenant, () -> {
            BastionEdits.Made made = edits.create(new BastionCreate(
                    ConnectionKind.SSH_BASTION,
                    "bastion",
                    host,
                    bastion.address().getPort(),
                    bastion.user(),
                    null));
            world.transactions().executeWithoutResult(status -> {
                world.connections().insert(made.connection(), "tok_test");
                edits.keep(made);
            });
            return made.connection().key();
        });
    }

    /** One whose host key is approved, and whose keys are not installed. */
    ConnectionKey approved() {
        ConnectionKey key = connection();
        rounds(key);
        approve(key);
        rounds(key);
        return key;
    }

    /** One that is ready. */
    ConnectionKey ready() {
        ConnectionKey key = approved();
        install(key);
        rounds(key);
        if (read(key).state().reason() != ConnectionReason.READY) {
            throw new IllegalStateException("not ready: " + read(key));
        }
        return key;
    }

    void approve(ConnectionKey key) {
        approve(key, bastion.fingerprint());
    }

    void approve(ConnectionKey key, String fingerprint) {
        change(
                key,
                before -> edits.approved(before, new ApprovedFingerprint(fingerprint))
                        .orElseThrow());
    }

    /** The lines that Postern gives. */
    void install(ConnectionKey key) {
        bastion.authorize(lines(key));
    }

    String lines(ConnectionKey key) {
        return AuthorizedKeys.of(read(key), BROKERS);
    }

    /** The tenant names the bastion, where it had named another place. */
    void correct(ConnectionKey key) {
        change(
                key,
                before -> before.retargeted(
                        before.name(),
                        new BastionIntent(
                                new BastionAddress(
                                        bastion.address().getAddress().getHostAddress(),
                                        bastion.address().getPort(),
                                        bastion.user()),
                                null),
                        Connections.now(world.clock())));
    }

    void delete(ConnectionKey key) {
        change(key, before -> before.deletionRequested(Connections.now(world.clock())));
    }

    private void change(ConnectionKey key, UnaryOperator<BastionConnection> verb) {
        TenantScope.run(
                key.tenantId(),
                () -> world.transactions().executeWithoutResult(status -> {
                    BastionConnection before = (BastionConnection)
                            world.connections().lock(key.connectionId()).orElseThrow();
                    world.connections().save(before, verb.apply(before), "tok_test");
                }));
    }

    /** What somebody else does to each connection at the bastion's port, until all is {@linkplain #cured() cured}. */
    interface Impostor {
        void serve(Socket client) throws IOException;
    }

    /** Takes the bastion's port. */
    void impersonate(Impostor impostor) {
        ServerSocket server = occupied(50);
        impostors.add(server);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    impostor.serve(server.accept());
                }
            } catch (IOException over) {
                // the port is given back
            }
        });
    }

    /** From now on nothing answers who connects to the bastion's port: it is full of those who wait. */
    void fill() {
        ServerSocket server = occupied(1);
        impostors.add(server);
        try {
            while (true) {
                Socket waiting = new Socket();
                impostors.add(waiting);
                waiting.connect(bastion.address(), 300);
            }
        } catch (IOException full) {
            // as it is to be
        }
    }

    private ServerSocket occupied(int backlog) {
        bastion.faults().closePort();
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(
                    new InetSocketAddress(
                            bastion.address().getAddress(), bastion.address().getPort()),
                    backlog);
            return server;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Everything works again. */
    void cured() {
        try {
            for (AutoCloseable impostor : impostors) {
                impostor.close();
            }
            impostors.clear();
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
        // An impostor's port is free a moment after it was given back.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            bastion.faults().mend();
            return true;
        });
    }

    BastionConnection read(ConnectionKey key) {
        return world.bastion(key);
    }

    /** Time passes and the reconciler runs, for as long as that changes anything. */
    void rounds(ConnectionKey key) {
        String before = "";
        for (int round = 0; round < MOST_ROUNDS; round++) {
            reconciler.activate(key);
            String now = read(key).state().toString();
            if (now.equals(before)) {
                return;
            }
            before = now;
            world.clock().advance(ROUND);
        }
    }

    /** One run of a reconciler that does not wait long for a bastion that says nothing. */
    void hastyRound(ConnectionKey key) {
        hasty.activate(key);
    }

    /** What the connection's page says, without what differs from run to run. */
    Map<String, String> seen(ConnectionKey key) {
        BastionView view = BastionView.of(read(key));
        Placeholders placeholders = Placeholders.standard()
                .with("<fingerprint>", "SHA256:[A-Za-z0-9+/]{43}")
                .with("<address>", "\\b127\\.\\d+\\.\\d+\\.\\d+");
        return FaultScene.row(
                view.phase(), view.reason(), view.waitingOn(), view.message(), null, view.nextAction(), placeholders);
    }

    @Nullable
    Object acceptedAt(ConnectionKey key, int number) {
        return read(key).keys().both().get(number - 1).acceptedAt();
    }

    @Override
    public void close() {
        cured();
        bastion.close();
    }
}
