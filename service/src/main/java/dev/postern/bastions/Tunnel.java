package dev.postern.bastions;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.foundation.HostPort;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One managed tunnel: its ports, and the session that they lead to. Ports are there whether there is a session or not. */
final class Tunnel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tunnel.class);

    private final GatewayParts parts;
    private final TenantPlaces tenant;
    private final Places clients;
    private final TunnelSessions sessions;
    private final Map<Integer, Listener> listeners = new HashMap<>();
    private final Set<Integer> unlistened = new HashSet<>();
    private volatile TunnelOrder order;
    private volatile Set<Integer> unlistenedNow = Set.of();

    Tunnel(TunnelOrder order, GatewayParts parts) {
        this.order = order;
        this.parts = parts;
        this.tenant = parts.tenants().of(order.tenantId());
        this.clients = new Places(parts.properties().clientsPerTunnel());
        this.sessions = new TunnelSessions(this, parts, tenant.tunnels());
        sessions.start();
    }

    BastionLogin login() {
        return order.login();
    }

    /** Of the broker behind a port; null if the port is not ordered any more. */
    @Nullable
    HostPort broker(int port) {
        return order.listeners().get(port);
    }

    /** Called with the same order again and again. */
    synchronized void follow(TunnelOrder next) {
        BastionLogin before = order.login();
        if (!next.listeners().equals(order.listeners())) {
            sessions.renewSoon();
        }
        order = next;
        listeners.entrySet().removeIf(entry -> {
            boolean gone = !next.listeners().containsKey(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        unlistened.retainAll(next.listeners().keySet());
        for (int port : next.listeners().keySet()) {
            listeners.computeIfAbsent(port, this::listen);
        }
        unlistenedNow = Set.copyOf(unlistened);
        if (!next.login().equals(before)) {
            sessions.changed(before, next.login());
        }
    }

    private @Nullable Listener listen(int port) {
        try {
            Listener listener = new Listener(port, this, parts);
            unlistened.remove(port);
            return listener;
        } catch (IOException taken) {
            if (unlistened.add(port)) {
                inContext(() -> log.error(
                        "Cannot listen on {}:{}: {}. Tried again every time that tunnels are ordered.",
                        parts.bind().getHostAddress(),
                        port,
                        taken.getMessage()));
            }
            return null;
        }
    }

    TunnelCondition condition() {
        return sessions.condition(clients.taken(), unlistenedNow);
    }

    /** Null while the tunnel is not up. */
    @Nullable
    LoggedIn session() {
        return sessions.current();
    }

    /** A session that is forbidden something is replaced: what it may do was said when it logged in. */
    void outdated(LoggedIn session) {
        sessions.outdated(session);
    }

    /** Takes a place for a client; the cause if there is none. */
    @Nullable
    RefusedClient enter() {
        if (!clients.take()) {
            return RefusedClient.TUNNEL_FULL;
        }
        if (!tenant.clients().take()) {
            clients.giveBack();
            return RefusedClient.TENANT_FULL;
        }
        parts.metrics().clients.incrementAndGet();
        return null;
    }

    void leave() {
        parts.metrics().clients.decrementAndGet();
        tenant.clients().giveBack();
        clients.giveBack();
    }

    /** So that log lines say whose tunnel they are about. */
    void inContext(Runnable what) {
        try (MDC.MDCCloseable tenantId =
                        MDC.putCloseable("tenantId", order.tenantId().value());
                MDC.MDCCloseable connectionId = MDC.putCloseable("connectionId", order.connectionId())) {
            what.run();
        }
    }

    String name() {
        return order.connectionId();
    }

    synchronized void stopListening() {
        listeners.values().forEach(Listener::close);
        listeners.clear();
    }

    @Override
    public void close() {
        stopListening();
        sessions.close();
    }
}
