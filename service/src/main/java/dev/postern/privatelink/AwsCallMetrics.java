package dev.postern.privatelink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Every call to AWS as the timer {@code postern.aws.calls}, by service, operation and outcome, and the counter
 * {@code postern.aws.retries}.
 */
final class AwsCallMetrics implements MetricPublisher {

    private final MeterRegistry meters;

    AwsCallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void publish(MetricCollection call) {
        String service = first(call, CoreMetric.SERVICE_ID, "unknown");
        String operation = first(call, CoreMetric.OPERATION_NAME, "unknown");
        boolean successful = first(call, CoreMetric.API_CALL_SUCCESSFUL, false);
        Timer.builder("postern.aws.calls")
                .description("Calls to AWS, with all their attempts")
                .tags("service", service, "operation", operation, "outcome", successful ? "success" : "error")
                .register(meters)
                .record(first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
        meters.counter("postern.aws.retries", "service", service, "operation", operation)
                .increment(first(call, CoreMetric.RETRY_COUNT, 0));
    }

    @Override
    public void close() {
        // The registry is not ours.
    }

    private static <T> T first(MetricCollection call, SdkMetric<T> metric, T otherwise) {
        List<T> values = call.metricValues(metric);
        return values.isEmpty() ? otherwise : values.getFirst();
    }
}
