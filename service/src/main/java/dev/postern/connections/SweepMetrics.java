package dev.postern.connections;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The gauge {@code postern.sweep.halted}: 1 from when the database seems restored until the operator accepts the epoch. */
@Component
class SweepMetrics implements MeterBinder {

    private final SweepSwitch sweep;

    SweepMetrics(SweepSwitch sweep) {
        this.sweep = sweep;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("postern.sweep.halted", sweep, each -> each.haltedBy().isPresent() ? 1 : 0)
                .description(
                        "Whether the sweep has stopped, because AWS has endpoints that the database knows nothing of")
                .register(meters);
    }
}
