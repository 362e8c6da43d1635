package dev.postern.connections;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.InMemoryProvisioner;
import dev.postern.connections.spi.InMemoryZones;
import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The heart on a real database, with an AWS that does nothing by itself, a clock that stands still, and no scheduler: a
 * test activates the reconciler by hand.
 */
record ReconcilerWorld(
        ConnectionReconciler reconciler,
        EndpointObserver observer,
        PrincipalSweep principals,
        ZoneSweep zoneSweep,
        PlacementScopes scopes,
        Connections connections,
        ConnectionHistory history,
        TransactionTemplate transactions,
        SystemDatabase system,
        InMemoryProvisioner aws,
        InMemoryZones zones,
        ConfigurablePlacements placements,
        MovableClock clock) {

    static final List<String> ZONES = List.of("use1-az1", "use1-az4");
    static final PlacementId PLACE = new PlacementId("us-east-1", "111111111111", "vpc-1");

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }

        @Bean
        @Primary
        InMemoryProvisioner inMemoryProvisioner() {
            return new InMemoryProvisioner();
        }

        @Bean
        @Primary
        InMemoryZones inMemoryZones() {
            return new InMemoryZones();
        }

        @Bean
        @Primary
        ConfigurablePlacements configurablePlacements() {
            return new ConfigurablePlacements();
        }

        @Bean
        ReconcilerWorld world(
                ConnectionReconciler reconciler,
                EndpointObserver observer,
                PrincipalSweep principals,
                ZoneSweep zoneSweep,
                PlacementScopes scopes,
                Connections connections,
                ConnectionHistory history,
                TransactionTemplate transactions,
                SystemDatabase system,
                EndpointProvisioner aws,
                InMemoryZones zones,
                ConfigurablePlacements placements,
                Clock clock) {
            return new ReconcilerWorld(
                    reconciler,
                    observer,
                    principals,
                    zoneSweep,
                    scopes,
                    connections,
                    history,
                    transactions,
                    system,
                    (InMemoryProvisioner) aws,
                    zones,
                    placements,
                    (MovableClock) clock);
        }
    }

    /** Placements that a test sets. */
    static final class ConfigurablePlacements implements Placements {

        private List<Placement> all = List.of();

        void set(Placement... placements) {
            all = List.of(placements);
        }

        @Override
        public List<Placement> all() {
            return all;
        }
    }

    /** AWS is at rest and empty of what earlier tests made, and there is room for everything. */
    void reset() {
        system.jdbc()
                .sql("update connection set placement = placement || '-past', epoch = null, endpoint_id = null, "
                        + "endpoint_state = null, endpoint_dns_names = '[]', phase = 'DELETED', reason = 'REQUESTED', "
                        + "live = false, next_step_at = null where phase <> 'DELETED'")
                .update();
        system.jdbc().sql("delete from aws_pause").update();
        system.jdbc()
                .sql("update installation set sweep_halted_by = null, accepted_epoch = 0")
                .update();
        aws.refuseNothing();
        aws.roleNames().forEach(aws::forgetRole);
        aws.endpointIds().forEach(aws::forget);
        aws.calls();
        zones.reset();
        placements.set(new Placement(PLACE, List.of("use1-az1", "use1-az2", "use1-az4"), 50, 1_000));
    }

    TenantId tenant() {
        TenantId tenant = TenantId.next();
        system.jdbc()
                .sql("insert into tenant (id, name) values (:id, :id)")
                .param("id", tenant.value())
                .update();
        return tenant;
    }

    /** A service that everybody may see. */
    ServiceReference openService() {
        ServiceReference service = aws.service(ZONES);
        aws.allow(service, "*");
        return service;
    }

    ConnectionKey create(@Nullable ServiceReference service) {
        return create(tenant(), service);
    }

    ConnectionKey create(TenantId tenant, @Nullable ServiceReference service) {
        return create(tenant, service, null);
    }

    /** A connection that is to have a hosted zone for that hostname; null for none. */
    ConnectionKey create(TenantId tenant, @Nullable ServiceReference service, @Nullable Hostname hostname) {
        PrivateLinkIntent intent = new PrivateLinkIntent(
                service == null ? null : service.name(),
                service == null || service.region().equals("us-east-1") ? null : service.region(),
                "us-east-1",
                ZONES,
                hostname);
        ConnectionId id = ConnectionId.next();
        PrivateLinkConnection connection =
                PrivateLinkConnection.create(tenant, id, "connection " + id, intent, Connections.now(clock));
        TenantScope.run(
                tenant, () -> transactions.executeWithoutResult(status -> connections.insert(connection, "tok_test")));
        return new ConnectionKey(tenant, id);
    }

    /** A connection whose endpoint is available. */
    ConnectionKey ready() {
        return available(create(openService()));
    }

    /** Takes a new connection to where AWS says that its endpoint is available, and once further. */
    ConnectionKey available(ConnectionKey key) {
        activate(key);
        aws.settle();
        clock.advance(Duration.ofMinutes(5));
        activate(key);
        aws.setState(endpointId(key), "available");
        activate(key);
        return key;
    }

    PrivateLinkConnection activate(ConnectionKey key) {
        reconciler.activate(key);
        return read(key);
    }

    PrivateLinkConnection read(ConnectionKey key) {
        return (PrivateLinkConnection) find(key);
    }

    BastionConnection bastion(ConnectionKey key) {
        return (BastionConnection) find(key);
    }

    private Connection find(ConnectionKey key) {
        return TenantScope.call(
                key.tenantId(),
                () -> Objects.requireNonNull(transactions.execute(
                        status -> connections.find(key.connectionId()).orElseThrow())));
    }

    String endpointId(ConnectionKey key) {
        return read(key).holdings().requiredEndpoint().id();
    }

    /** As a person's request does. */
    void change(ConnectionKey key, UnaryOperator<PrivateLinkConnection> verb) {
        TenantScope.run(
                key.tenantId(),
                () -> transactions.executeWithoutResult(status -> {
                    PrivateLinkConnection before = (PrivateLinkConnection)
                            connections.lock(key.connectionId()).orElseThrow();
                    connections.save(before, verb.apply(before), "tok_test");
                }));
    }

    void delete(ConnectionKey key) {
        change(key, connection -> connection.deletionRequested(Connections.now(clock)));
    }

    /** Oldest first. */
    List<HistoryView> history(ConnectionKey key) {
        Page<HistoryView> page = TenantScope.call(
                key.tenantId(), () -> history.of(key.connectionId(), new PageRequest(PageRequest.MAX_LIMIT, null)));
        return page.items().reversed();
    }

    List<ConnectionReason> reasons(ConnectionKey key) {
        return history(key).stream().map(HistoryView::reason).toList();
    }

    /** All that a sweep looks at. */
    List<ConnectionKey> sweep() {
        List<ConnectionKey> signals = observe();
        scopes.accounts().forEach(principals::sweep);
        scopes.accounts().forEach(scope -> zoneSweep.sweep(scope, signals::add));
        return signals;
    }

    /** Whom the observer would have the reconciler look at. */
    List<ConnectionKey> observe() {
        List<ConnectionKey> signals = new ArrayList<>();
        scopes.accountsAndRegions().forEach(scope -> observer.observe(scope, signals::add));
        return signals;
    }
}
