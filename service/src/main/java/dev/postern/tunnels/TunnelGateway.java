package dev.postern.tunnels;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.connections.Bastions;
import dev.postern.tunnels.spi.TunnelHost;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** This replica as a gateway, from when the service has started until it stops. */
@Component
@ConditionalOnBooleanProperty(name = "postern.tunnels.hold", matchIfMissing = true)
class TunnelGateway implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TunnelGateway.class);

    private final GatewayTurn turns;
    private final PortRange ports;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway").daemon().factory());
    private volatile boolean running;

    TunnelGateway(
            TunnelProperties properties,
            TunnelLeases leases,
            TunnelTakeOver takeOver,
            Bastions bastions,
            TunnelHost host,
            PortRange ports) {
        this.turns = new GatewayTurn("gateway-" + UUID.randomUUID(), properties, leases, takeOver, bastions, host);
        this.interval = properties.turn();
        this.ports = ports;
    }

    @Override
    public void start() {
        ports.fill();
        running = true;
        timer.scheduleWithFixedDelay(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            turns.take();
        } catch (RuntimeException away) {
            log.warn("Could not look for tunnels; those that are held go on being held", away);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(interval.toMillis() * 3, TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
            turns.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException databaseAway) {
            log.debug("Other gateways will find out by themselves that this one has stopped", databaseAway);
        }
    }

    /** Once tunnels are drained they are given away. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Housekeeping, once for all gateways. */
    @Configuration(proxyBeanMethods = false)
    static class Housekeeping {

        private static final Duration LONG_DEAD = Duration.ofDays(1);

        @Bean
        RecurringTask<Void> freeTunnelPorts(PortRange ports, TunnelLeases leases) {
            return Tasks.recurring("free-tunnel-ports", FixedDelay.ofMinutes(1)).execute((instance, context) -> {
                ports.release();
                leases.purge(LONG_DEAD);
            });
        }
    }
}
