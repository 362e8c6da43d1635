package dev.postern.bastions;

import dev.postern.dialling.Deadline;
import dev.postern.dialling.Dialler;
import dev.postern.dialling.Diallers;
import dev.postern.dialling.Networks;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelHost;
import dev.postern.tunnels.spi.TunnelOrder;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Holds managed tunnels with SSH sessions of its own. */
@Component
final class Gateway implements TunnelHost, DisposableBean {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final GatewayProperties properties;
    private final GatewayParts parts;
    private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();
    private volatile boolean draining;

    @Autowired
    Gateway(GatewayProperties properties, Diallers diallers, MeterRegistry meters, Clock clock) {
        this(properties, diallers.bastions(), meters, clock);
    }

    Gateway(GatewayProperties properties, Dialler dialler, MeterRegistry meters, Clock clock) {
        this.properties = properties;
        InetAddress bind = properties.bindAddress();
        Networks clients = Networks.parse("postern.gateway.allow-clients", properties.allowClients());
        this.parts = new GatewayParts(
                properties,
                bind,
                clients,
                new SshLogins(dialler, properties.window()),
                new TunnelMetrics(meters),
                new TenantPlaces.Directory(properties),
                clock);
    }

    @Override
    public synchronized void hold(Collection<TunnelOrder> orders) {
        if (draining) {
            return;
        }
        Set<String> ordered = orders.stream().map(TunnelOrder::connectionId).collect(Collectors.toUnmodifiableSet());
        tunnels.entrySet().removeIf(entry -> {
            boolean gone = !ordered.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        for (TunnelOrder order : orders) {
            tunnels.computeIfAbsent(order.connectionId(), id -> new Tunnel(order, parts))
                    .follow(order);
        }
    }

    @Override
    public synchronized void stopListening() {
        tunnels.values().forEach(Tunnel::stopListening);
    }

    @Override
    public Map<String, TunnelCondition> conditions() {
        Map<String, TunnelCondition> conditions = new HashMap<>();
        tunnels.forEach((id, tunnel) -> conditions.put(id, tunnel.condition()));
        return Map.copyOf(conditions);
    }

    @Override
    public void drain(Duration limit) {
        synchronized (this) {
            draining = true;
            stopListening();
        }
        Deadline deadline = Deadline.in(limit);
        try {
            while (clients() > 0 && !deadline.passed()) {
                Thread.sleep(deadline.remaining().compareTo(LOOK) < 0 ? deadline.remaining() : LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        closeAll();
    }

    @Override
    public void destroy() {
        draining = true;
        closeAll();
    }

    private synchronized void closeAll() {
        tunnels.values().forEach(Tunnel::close);
        tunnels.clear();
    }

    private int clients() {
        return parts.metrics().clients.get();
    }

    @Override
    public String toString() {
        return "Gateway on %s".formatted(properties.bind());
    }
}
