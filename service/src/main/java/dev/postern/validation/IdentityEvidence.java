package dev.postern.validation;

import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a finding about a broker's identity is based on. */
final class IdentityEvidence {

    private IdentityEvidence() {}

    /** @param answered how often who answered, in words */
    static Map<String, Object> of(List<IdentityOutcome> outcomes, Map<String, Integer> answered) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("connections", outcomes.size());
        evidence.put("answeredBy", answered);
        evidence.put(
                "proofs",
                outcomes.stream()
                        .flatMap(IdentityEvidence::proof)
                        .distinct()
                        .sorted()
                        .toList());
        evidence.put(
                "reasons",
                outcomes.stream()
                        .flatMap(IdentityEvidence::reasons)
                        .distinct()
                        .limit(10)
                        .toList());
        return evidence;
    }

    private static Stream<String> proof(IdentityOutcome outcome) {
        return switch (outcome) {
            case IdentityOutcome.Confirmed confirmed ->
                Stream.of(confirmed.proof().name());
            case IdentityOutcome.AnsweredByAnother other ->
                Stream.of(other.proof().name());
            case IdentityOutcome.AnsweredByAnotherCluster other -> Stream.of("CLUSTER_ID");
            case IdentityOutcome.NotTrusted refused ->
                TlsRung.shown(refused.tls()).map(shown -> "CERTIFICATE").stream();
            case IdentityOutcome.Unproven unproven -> Stream.empty();
            case IdentityOutcome.Failed failed -> Stream.empty();
        };
    }

    private static Stream<String> reasons(IdentityOutcome outcome) {
        return switch (outcome) {
            case IdentityOutcome.Unproven unproven -> unproven.reasons().stream();
            case IdentityOutcome.Failed failed -> Stream.of(failed.error().detail());
            case IdentityOutcome.Confirmed confirmed -> Stream.empty();
            case IdentityOutcome.AnsweredByAnother other -> Stream.empty();
            case IdentityOutcome.AnsweredByAnotherCluster other -> Stream.empty();
            case IdentityOutcome.NotTrusted refused -> Stream.empty();
        };
    }

    /** By which requests of Kafka's protocol the right broker was proven, in words. */
    static String proofs(List<IdentityOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome instanceof IdentityOutcome.Confirmed confirmed
                        ? Stream.of(confirmed.proof())
                        : Stream.empty())
                .distinct()
                .sorted()
                .map(IdentityEvidence::request)
                .collect(Collectors.joining(", "));
    }

    private static String request(Proof proof) {
        return switch (proof) {
            case API_VERSIONS -> "ApiVersions";
            case BROKER_CONFIGS -> "DescribeConfigs";
            case PARTITION_LEADERSHIP -> "ListOffsets";
        };
    }
}
