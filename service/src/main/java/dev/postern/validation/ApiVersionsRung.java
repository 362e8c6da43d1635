package dev.postern.validation;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import java.util.Map;

/** Is it a Kafka broker that answers? */
final class ApiVersionsRung {

    private ApiVersionsRung() {}

    static Finding read(Reading<ApiVersionsOutcome> reading) {
        return switch (reading.result()) {
            case ApiVersionsOutcome.Answered(int apis, int metadata, int apiVersions) ->
                Finding.pass(
                        "A Kafka broker answers.",
                        Map.of("apis", apis, "newestMetadata", metadata, "newestApiVersions", apiVersions));
            case ApiVersionsOutcome.Failed failed ->
                Finding.fail(
                        failed.error().detail(),
                        Map.of("cause", failed.error().cause().name()),
                        NoAnswer.remedy(reading, failed.error().cause())
                                .orElseGet(() ->
                                        "Tenant: see %s; no Kafka broker with the cluster's security protocol answers there."
                                                .formatted(Behind.theWay(reading))));
        };
    }
}
