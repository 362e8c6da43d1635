package dev.postern.connections;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The gauge {@code postern.connections}, by phase. All phases of one scrape come from one query. */
@Component
class ConnectionMetrics implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final ConnectionDirectory directory;
    private final Clock clock;
    private Map<ConnectionPhase, Long> counts = Map.of();
    private Instant countedAt = Instant.MIN;

    ConnectionMetrics(ConnectionDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (ConnectionPhase phase : ConnectionPhase.values()) {
            Gauge.builder("postern.connections", this, metrics -> metrics.count(phase))
                    .description("Connections in each phase")
                    .tag("phase", phase.name())
                    .register(meters);
        }
    }

    private synchronized long count(ConnectionPhase phase) {
        Instant now = clock.instant();
        if (countedAt.isBefore(now.minus(FRESH))) {
            counts = directory.countByPhase();
            countedAt = now;
        }
        return counts.getOrDefault(phase, 0L);
    }
}
