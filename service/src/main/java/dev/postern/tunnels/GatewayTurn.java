package dev.postern.tunnels;

import dev.postern.connections.Bastions;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import dev.postern.tunnels.TunnelLeases.Abandoned;
import dev.postern.tunnels.TunnelLeases.TunnelKey;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelHost;
import dev.postern.tunnels.spi.TunnelOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gateway does again and again: says that it is alive, takes tunnels that nobody holds, has its host hold those
 * that are its own, and has bastions looked at that came or went.
 */
final class GatewayTurn {

    private static final Logger log = LoggerFactory.getLogger(GatewayTurn.class);
    private static final int MOST_TAKEN = 100;

    private final String gateway;
    private final TunnelProperties properties;
    private final TunnelLeases leases;
    private final TunnelTakeOver takeOver;
    private final TakeOvers takeOvers;
    private final Bastions bastions;
    private final TunnelHost host;
    private final CutOff cutOff;
    private final Map<ConnectionId, Known> logins = new HashMap<>();
    private final Set<String> down = new HashSet<>();
    private final Map<String, Served> served = new HashMap<>();

    private record Known(long version, BastionLogin login) {}

    /**
     * What clients got to when somebody was told of it last.
     *
     * @param since when the session logged in: what it may do was said then
     */
    private record Served(Instant since, Set<Integer> ports) {}

    /** @param gateway a name of this process that no other has had */
    GatewayTurn(
            String gateway,
            TunnelProperties properties,
            TunnelLeases leases,
            TunnelTakeOver takeOver,
            Bastions bastions,
            TunnelHost host,
            CutOff cutOff) {
        this.gateway = gateway;
        this.properties = properties;
        this.leases = leases;
        this.takeOver = takeOver;
        this.takeOvers = new TakeOvers(this::take);
        this.bastions = bastions;
        this.host = host;
        this.cutOff = cutOff;
    }

    /**
     * One turn. While the database is away what is held goes on being held, until {@link CutOff} says that it is too long:
     * only the database can say that another gateway has it.
     */
    void take() {
        CutOff.Moment asked = cutOff.now();
        leases.renew(gateway, properties.host(), properties.lease());
        takeOvers.begin(leases.abandoned(MOST_TAKEN));
        List<TunnelKey> held = leases.heldBy(gateway);
        List<TunnelOrder> orders = orders(held);
        if (cutOff.isOld(asked)) {
            throw new IllegalStateException("the database took too long to say which tunnels are ours");
        }
        host.hold(orders);
        cutOff.heard(asked);
        Map<String, TunnelCondition> conditions = host.conditions();
        down.retainAll(conditions.keySet());
        served.keySet().retainAll(conditions.keySet());
        for (TunnelOrder order : orders) {
            TunnelKey key = new TunnelKey(order.tenantId(), ConnectionId.of(order.connectionId()));
            alone(key, () -> signal(key, order.listeners().keySet(), conditions.get(order.connectionId())));
        }
    }

    private void take(Abandoned tunnel) {
        alone(tunnel.key(), () -> {
            if (leases.isAbandoned(tunnel) && takeOver.take(tunnel, gateway, properties.host())) {
                log.info("Takes the tunnel of connection {}", tunnel.key().connectionId());
            }
        });
    }

    /** One tenant's trouble is not everybody's. */
    private static void alone(TunnelKey tunnel, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            log.error("The tunnel of connection {} could not be looked after", tunnel.connectionId(), failed);
        }
    }

    /** Others may take the tunnels, and clients that are connected have some time to end. */
    void end() {
        takeOvers.end(properties.lease());
        leases.release(gateway);
        host.drain(properties.drain());
    }

    private List<TunnelOrder> orders(List<TunnelKey> held) {
        Set<ConnectionId> ids = new HashSet<>();
        held.forEach(key -> ids.add(key.connectionId()));
        Map<ConnectionId, Long> wanted = bastions.tunnelled(ids);
        logins.keySet().retainAll(wanted.keySet());
        Map<ConnectionId, Map<Integer, HostPort>> ports = leases.ports(wanted.keySet());
        List<TunnelOrder> orders = new ArrayList<>();
        for (TunnelKey key : held) {
            Long version = wanted.get(key.connectionId());
            BastionLogin login = version == null ? null : login(key, version);
            if (login != null) {
                orders.add(new TunnelOrder(
                        key.tenantId(),
                        key.connectionId().value(),
                        login,
                        ports.getOrDefault(key.connectionId(), Map.of())));
            }
        }
        return orders;
    }

    /** Keys are opened when they have changed, and stay in memory meanwhile; null where there never were any. */
    private @Nullable BastionLogin login(TunnelKey key, long version) {
        Known known = logins.get(key.connectionId());
        if (known == null || known.version() != version) {
            try {
                TenantScope.call(key.tenantId(), () -> bastions.login(key.connectionId()))
                        .ifPresent(login -> logins.put(key.connectionId(), new Known(version, login)));
            } catch (RuntimeException closed) {
                log.error(
                        "The keys of connection {} do not open; its tunnel stays as it is", key.connectionId(), closed);
            }
            known = logins.get(key.connectionId());
        }
        return known == null ? null : known.login();
    }

    /** A tunnel that has come up or gone down tells something of its bastion, and one that leads further of its clusters. */
    private void signal(TunnelKey key, Set<Integer> ports, @Nullable TunnelCondition condition) {
        String connection = key.connectionId().value();
        switch (condition) {
            case TunnelCondition.Up now -> {
                down.remove(connection);
                Served serves = new Served(now.since(), ports);
                Served before = served.put(connection, serves);
                boolean anew = before == null || !before.since().equals(serves.since());
                if (anew) {
                    lookAt(key);
                }
                if (anew || !before.ports().containsAll(serves.ports())) {
                    takeOver.cameUp(key);
                }
            }
            case TunnelCondition.Down ignored -> {
                if (down.add(connection)) {
                    lookAt(key);
                }
            }
            case TunnelCondition.Connecting ignored -> {}
            case null -> {}
        }
    }

    private void lookAt(TunnelKey key) {
        TenantScope.run(key.tenantId(), () -> bastions.lookAt(key.connectionId()));
    }
}
