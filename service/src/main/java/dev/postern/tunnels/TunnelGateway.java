package dev.postern.tunnels;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.connections.Bastions;
import dev.postern.tunnels.spi.TunnelHost;
import java.time.Clock;
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

    /** Between two looks whether the gateway is cut off. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final GatewayTurn turns;
    private final LeaseRenewal lease;
    private final CutOff cutOff;
    private final PortRange ports;
    private final Duration interval;

    /** Each for itself: what takes long keeps nothing else waiting. */
    private final ScheduledExecutorService timer = timer("gateway");

    private final ScheduledExecutorService renewals = timer("gateway-lease");
    private final ScheduledExecutorService looks = timer("gateway-cut-off");
    private volatile boolean running;

    TunnelGateway(
            TunnelProperties properties,
            TunnelLeases leases,
            TunnelTakeOver takeOver,
            Bastions bastions,
            TunnelHost host,
            PortRange ports,
            Clock clock) {
        String gateway = "gateway-" + UUID.randomUUID();
        this.cutOff = new CutOff(properties.quarantine(), host, clock, System::nanoTime);
        this.turns = new GatewayTurn(gateway, properties, leases, takeOver, bastions, host, cutOff);
        this.lease = new LeaseRenewal(
                properties.lease(),
                () -> leases.renew(gateway, properties.host(), properties.lease()),
                System::nanoTime);
        this.interval = properties.turn();
        this.ports = ports;
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    @Override
    public void start() {
        ports.fill();
        running = true;
        every(lease.interval(), renewals, lease::renew);
        every(interval, timer, this::turn);
        every(LOOK, looks, cutOff::look);
    }

    private static void every(Duration interval, ScheduledExecutorService timer, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException bug) {
                        log.error("Came to grief, and is tried again", bug);
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            turns.take();
        } catch (RuntimeException away) {
            log.warn("Could not look for tunnels; those that are held go on being held", away);
        } finally {
            lease.turned();
        }
    }

    @Override
    public void stop() {
        running = false;
        looks.shutdown();
        timer.shutdown();
        renewals.shutdown();
        try {
            end(timer);
            end(renewals);
            turns.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException databaseAway) {
            log.debug("Other gateways will find out by themselves that this one has stopped", databaseAway);
        }
    }

    private void end(ScheduledExecutorService timer) throws InterruptedException {
        if (!timer.awaitTermination(interval.toMillis() * 3, TimeUnit.MILLISECONDS)) {
            timer.shutdownNow();
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
