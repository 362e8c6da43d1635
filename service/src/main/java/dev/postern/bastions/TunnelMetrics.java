package dev.postern.bastions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What goes through the managed tunnels of this gateway, all tenants together. */
final class TunnelMetrics {

    final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger clients = new AtomicInteger();
    final LongAdder toBastions = new LongAdder();
    final LongAdder fromBastions = new LongAdder();
    private final Counter attempts;
    private final Counter lost;
    private final Map<RefusedClient, Counter> refused = new EnumMap<>(RefusedClient.class);

    TunnelMetrics(MeterRegistry meters) {
        Gauge.builder("postern.tunnels.sessions", sessions, AtomicInteger::get)
                .description("SSH sessions with bastions")
                .register(meters);
        Gauge.builder("postern.tunnels.clients", clients, AtomicInteger::get)
                .description("Connections of clients through managed tunnels")
                .register(meters);
        bytes(meters, "to-bastion", toBastions);
        bytes(meters, "from-bastion", fromBastions);
        attempts = Counter.builder("postern.tunnels.attempts")
                .description("Attempts to log in to a bastion")
                .register(meters);
        lost = Counter.builder("postern.tunnels.lost")
                .description("SSH sessions that ended without our doing")
                .register(meters);
        for (RefusedClient cause : RefusedClient.values()) {
            refused.put(
                    cause,
                    Counter.builder("postern.tunnels.refusals")
                            .description("Clients that were sent away")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters));
        }
    }

    private static void bytes(MeterRegistry meters, String direction, LongAdder bytes) {
        FunctionCounter.builder("postern.tunnels.bytes", bytes, LongAdder::sum)
                .description("Bytes of clients that went through managed tunnels")
                .baseUnit("bytes")
                .tag("direction", direction)
                .register(meters);
    }

    void attempted() {
        attempts.increment();
    }

    void lost() {
        lost.increment();
    }

    void refused(RefusedClient cause) {
        Counter counter = refused.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }
}
