package dev.postern.connections;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.connections.spi.PlacementId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * When the reconciler runs: a task for each connection in motion, one look in a while at all endpoints, sweeps over IAM
 * roles and hosted zones, a rescue of connections whose task got lost, and the removal of what need not be kept.
 */
@Configuration(proxyBeanMethods = false)
class ReconcilerTasks {

    static final String RECONCILE = "reconcile-connection";

    private static final Logger log = LoggerFactory.getLogger(ReconcilerTasks.class);
    private static final int MOST_RESCUED = 1_000;

    /** The task goes when there is only something to wait for; a signal or the observer makes it again. */
    @Bean
    Task<Void> reconcileConnection(
            ConnectionReconciler reconciler, BastionContacts contacts, ReconcilerProperties properties, Clock clock) {
        return Tasks.custom(RECONCILE, Void.class)
                .onFailure((complete, operations) -> operations.reschedule(
                        complete,
                        clock.instant().plus(properties.backoff(complete.getExecution().consecutiveFailures + 1))))
                .execute((instance, context) -> reconcile(
                        reconciler,
                        contacts,
                        ConnectionKey.parse(instance.getId()),
                        new ReconcilerSignal(context.getSchedulerClient())));
    }

    private static CompletionHandler<Void> reconcile(
            ConnectionReconciler reconciler, BastionContacts contacts, ConnectionKey key, ReconcilerSignal signal) {
        MDC.put("tenantId", key.tenantId().value());
        MDC.put("connectionId", key.connectionId().value());
        try {
            return switch (reconciler.activateWithoutContact(key)) {
                case Activation.Again again -> (complete, operations) -> operations.reschedule(complete, again.at());
                case Activation.Rest rest -> (complete, operations) -> operations.stop();
                case Activation.Contact contact -> contacts.begin(key, signal);
            };
        } finally {
            MDC.remove("tenantId");
            MDC.remove("connectionId");
        }
    }

    @Bean
    RecurringTask<Void> observeEndpoints(
            EndpointObserver observer, PlacementScopes scopes, ReconcilerProperties properties) {
        return Tasks.recurring("observe-endpoints", FixedDelay.of(properties.observerInterval()))
                .execute((instance, context) -> {
                    ReconcilerSignal signal = new ReconcilerSignal(context.getSchedulerClient());
                    eachOf(scopes.accountsAndRegions(), scope -> observer.observe(scope, signal::activate));
                });
    }

    @Bean
    RecurringTask<Void> sweepPrincipals(PrincipalSweep sweep, PlacementScopes scopes, SweepProperties properties) {
        return Tasks.recurring("sweep-principals", FixedDelay.of(properties.interval()))
                .execute((instance, context) -> eachOf(scopes.accounts(), sweep::sweep));
    }

    @Bean
    RecurringTask<Void> sweepZones(ZoneSweep sweep, PlacementScopes scopes, SweepProperties properties) {
        return Tasks.recurring("sweep-zones", FixedDelay.of(properties.interval()))
                .execute((instance, context) -> {
                    ReconcilerSignal signal = new ReconcilerSignal(context.getSchedulerClient());
                    eachOf(scopes.accounts(), scope -> sweep.sweep(scope, signal::activate));
                });
    }

    /** Accounts and regions side by side: one that does not answer keeps none of the others waiting for long. */
    private static void eachOf(List<PlacementId> scopes, Consumer<PlacementId> look) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (PlacementId scope : scopes) {
                threads.execute(() -> {
                    try {
                        look.accept(scope);
                    } catch (RuntimeException failed) {
                        log.error("{} could not be looked at", scope, failed);
                    }
                });
            }
        }
    }

    /** A crash between a change and its signal leaves a connection that is due and has no task. */
    @Bean
    RecurringTask<Void> rescueConnections(ConnectionDirectory directory, ReconcilerProperties properties, Clock clock) {
        return Tasks.recurring("rescue-connections", FixedDelay.of(properties.rescueInterval()))
                .execute((instance, context) -> {
                    ReconcilerSignal signal = new ReconcilerSignal(context.getSchedulerClient());
                    directory
                            .overdue(clock.instant().minus(properties.rescueInterval()), MOST_RESCUED)
                            .forEach(signal::rescue);
                });
    }

    @Bean
    RecurringTask<Void> purgeConnections(
            ConnectionDirectory directory, SweepSwitch sweep, ReconcilerProperties properties, Clock clock) {
        return Tasks.recurring("purge-connections", FixedDelay.of(properties.purgeInterval()))
                .execute((instance, context) -> {
                    Instant now = clock.instant();
                    // The sweep knows by its tombstone what is left over: while it is off none of them goes.
                    Instant tombstones = sweep.mayDelete() ? now.minus(properties.tombstoneRetention()) : Instant.EPOCH;
                    directory.purge(tombstones, now.minus(properties.historyRetention()));
                });
    }
}
