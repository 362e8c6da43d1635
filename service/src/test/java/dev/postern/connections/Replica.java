package dev.postern.connections;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Placements;
import dev.postern.database.SystemDatabase;
import dev.postern.privatelink.SandboxedAws;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The reconciler and the sweep of one process of several: what it remembers is its own, and what it has in common with
 * others is the database. A test stops it by throwing something out of a call to AWS, and starts another one.
 */
final class Replica implements AutoCloseable {

    private final SandboxedAws aws;
    private final ConnectionReconciler reconciler;
    private final EndpointObserver observer;
    private final PrincipalSweep principals;
    private final ZoneSweep zones;
    private final PlacementScopes scopes;

    /** What all replicas share. */
    record Shared(
            Connections connections,
            TransactionTemplate transactions,
            ConnectionDirectory directory,
            Installation installation,
            SweepProperties sweepProperties,
            SystemDatabase system,
            JdbcClient application,
            BastionSteps bastions,
            ReconcilerProperties properties,
            Clock clock) {}

    Replica(Shared shared, SandboxedAws aws) {
        this.aws = aws;
        EndpointProvisioner provisioner = aws.provisioner();
        Placements placements = aws.placements();
        Moves moves = new Moves(new Pace(shared.clock(), shared.properties()));
        AwsPauses pauses = new AwsPauses(shared.system(), shared.properties(), shared.clock());
        PlacementChoice choice = new PlacementChoice(placements, shared.directory(), shared.application());
        ZoneSteps zoneSteps = new ZoneSteps(
                aws.zones(), shared.installation(), new ZoneSetbacks(pauses, moves), moves, shared.properties());
        EndpointObservation observation = new EndpointObservation(
                provisioner, shared.installation(), pauses, zoneSteps, moves, shared.properties());
        this.scopes = new PlacementScopes(placements);
        SweepSwitch sweep = new SweepSwitch(shared.system(), shared.sweepProperties(), scopes);
        Leftovers leftovers = new Leftovers(sweep, new SimpleMeterRegistry());
        ProvisioningSteps provisioning = new ProvisioningSteps(
                provisioner, shared.installation(), observation, choice, shared.directory(), pauses, moves);
        this.reconciler = new ConnectionReconciler(
                shared.connections(),
                shared.transactions(),
                provisioning,
                new PrivateLinkSteps(
                        choice,
                        pauses,
                        provisioning,
                        observation,
                        new RemovalSteps(provisioner, shared.installation(), pauses, moves, shared.properties()),
                        new ZoneRemoval(aws.zones(), shared.installation(), pauses, moves, shared.properties()),
                        moves),
                shared.bastions(),
                shared.clock());
        this.observer = new EndpointObserver(provisioner, shared.installation(), shared.directory(), sweep, leftovers);
        this.principals =
                new PrincipalSweep(provisioner, shared.installation(), shared.directory(), reconciler, leftovers);
        this.zones = new ZoneSweep(aws.zones(), shared.installation(), shared.directory(), pauses, leftovers);
    }

    void activate(ConnectionKey key) {
        reconciler.activate(key);
    }

    /**
     * Looks at all that there is in AWS, and follows its own signals.
     *
     * @return how many there were
     */
    int sweep() {
        List<ConnectionKey> signals = new ArrayList<>();
        scopes.accountsAndRegions().forEach(scope -> observer.observe(scope, signals::add));
        scopes.accounts().forEach(principals::sweep);
        scopes.accounts().forEach(scope -> zones.sweep(scope, signals::add));
        signals.forEach(reconciler::activate);
        return signals.size();
    }

    @Override
    public void close() {
        aws.close();
    }
}
