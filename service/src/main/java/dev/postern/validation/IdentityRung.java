package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Is it always the broker that the mapping says? Reads what several connections to one address gave. */
final class IdentityRung {

    private IdentityRung() {}

    /** @param who in words */
    private record Answer(IdentityOutcome outcome, String who) {}

    /**
     * @param nodeId who should answer
     * @param brokers who else there is
     * @param principal who we are to the brokers
     */
    static Finding read(
            Reading<List<IdentityOutcome>> reading,
            int nodeId,
            Collection<AdvertisedBroker> brokers,
            String principal) {
        String host = reading.target().broker().host();
        List<Answer> answers = reading.result().stream()
                .map(outcome -> new Answer(outcome, who(outcome, nodeId, host, brokers)))
                .toList();
        Map<String, Integer> answered = new TreeMap<>();
        answers.forEach(answer -> answered.merge(answer.who(), 1, Integer::sum));
        Map<String, Object> evidence = IdentityEvidence.of(reading.result(), answered);
        String right = broker(nodeId);

        List<String> wrong = answers.stream()
                .filter(answer -> isSomebodyElse(answer.outcome()))
                .map(Answer::who)
                .distinct()
                .toList();
        if (!wrong.isEmpty()) {
            return Renumbered.read(reading, nodeId, brokers, evidence)
                    .orElseGet(() -> somebodyElse(reading, nodeId, answered, wrong, evidence));
        }
        long silent = reading.result().stream().filter(IdentityRung::isNobody).count();
        if (silent > 0) {
            return Finding.fail(
                    "%d of %d connections gave no answer."
                            .formatted(silent, reading.result().size()),
                    evidence,
                    silent == reading.result().size() ? silence(reading) : everyTarget(reading, right));
        }
        if (reading.result().stream().anyMatch(IdentityOutcome.Unproven.class::isInstance)) {
            return Finding.unproven(
                    "A broker of the cluster answers, but nothing proves that it is %s.".formatted(right),
                    evidence,
                    "Tenant: allow %s to DESCRIBE_CONFIGS on the cluster, or to DESCRIBE a topic that has a partition on every broker; or run Kafka 4.4 or newer, which takes no permission."
                            .formatted(principal));
        }
        return Finding.pass(
                "All %d connections reached %s, proven by %s."
                        .formatted(reading.result().size(), right, IdentityEvidence.proofs(reading.result())),
                evidence);
    }

    private static Finding somebodyElse(
            Reading<?> reading,
            int nodeId,
            Map<String, Integer> answered,
            List<String> wrong,
            Map<String, Object> evidence) {
        String right = broker(nodeId);
        Integer rightly = answered.get(right);
        int all = answered.values().stream().mapToInt(Integer::intValue).sum();
        return rightly == null
                ? Finding.fail(
                        "Here answers %s, not %s.".formatted(String.join(", ", wrong), right),
                        evidence,
                        alone(reading, nodeId))
                : Finding.fail(
                        "Of %d connections %d reached %s; the others reached %s."
                                .formatted(all, rightly, right, String.join(", ", wrong)),
                        evidence,
                        reading.route().tunnelled()
                                ? "Tenant: %s.".formatted(Behind.leadsAloneTo(reading, right))
                                : "Tenant: the target group of %s has more than one target. Leave %s (%s) alone in it."
                                        .formatted(
                                                reading.route().listener(),
                                                right,
                                                reading.target().broker()));
    }

    /** How to make the right broker, and no other, answer there. */
    private static String alone(Reading<?> reading, int nodeId) {
        String broker = "%s (%s)".formatted(broker(nodeId), reading.target().broker());
        return reading.route().tunnelled()
                ? "Tenant: %s.".formatted(Behind.leadsAloneTo(reading, broker(nodeId)))
                : "Tenant: %s, or send it by a route to the listener that leads to it."
                        .formatted(Behind.leadsAloneTo(reading, broker));
    }

    private static String silence(Reading<List<IdentityOutcome>> reading) {
        return reading.result().stream()
                .flatMap(outcome -> error(outcome).stream())
                .map(ProbeError::cause)
                .flatMap(cause -> NoAnswer.remedy(reading, cause).stream())
                .findFirst()
                .orElseGet(() ->
                        "Tenant: see %s; it answers like no broker of this cluster.".formatted(Behind.theWay(reading)));
    }

    private static String everyTarget(Reading<?> reading, String right) {
        return reading.route().tunnelled()
                ? "Tenant: %s, and see that it always answers.".formatted(Behind.leadsAloneTo(reading, right))
                : "Tenant: see that every target in the target group of %s is healthy and is %s (%s)."
                        .formatted(
                                reading.route().listener(),
                                right,
                                reading.target().broker());
    }

    /** Why there was no answer to a question, if it could be asked. */
    static Optional<ProbeError> error(IdentityOutcome outcome) {
        return outcome instanceof IdentityOutcome.Failed failed ? Optional.of(failed.error()) : Optional.empty();
    }

    /** TLS has failed, but the certificate tells whose listener this is. */
    static Finding ofCertificate(Reading<AdvertisedBroker> owner, int nodeId) {
        AdvertisedBroker other = owner.result();
        return Finding.fail(
                "Here answers %s, not %s: it shows the certificate of %s."
                        .formatted(
                                broker(other.nodeId()),
                                broker(nodeId),
                                other.address().host()),
                Map.of("answeredBy", broker(other.nodeId()), "proof", "CERTIFICATE"),
                alone(owner, nodeId));
    }

    private static boolean isSomebodyElse(IdentityOutcome outcome) {
        return switch (outcome) {
            case IdentityOutcome.AnsweredByAnother other -> true;
            case IdentityOutcome.AnsweredByAnotherCluster other -> true;
            case IdentityOutcome.NotTrusted refused -> refused.tls() instanceof TlsOutcome.NameMismatch;
            case IdentityOutcome.Confirmed confirmed -> false;
            case IdentityOutcome.Unproven unproven -> false;
            case IdentityOutcome.Failed failed -> false;
        };
    }

    private static boolean isNobody(IdentityOutcome outcome) {
        return outcome instanceof IdentityOutcome.Failed
                || (outcome instanceof IdentityOutcome.NotTrusted && !isSomebodyElse(outcome));
    }

    private static String who(IdentityOutcome outcome, int nodeId, String host, Collection<AdvertisedBroker> brokers) {
        return switch (outcome) {
            case IdentityOutcome.Confirmed confirmed -> broker(nodeId);
            case IdentityOutcome.AnsweredByAnother other -> {
                Integer id = other.nodeId();
                yield id == null ? "another broker" : broker(id);
            }
            case IdentityOutcome.AnsweredByAnotherCluster(String kafkaClusterId) ->
                "a broker of the cluster " + kafkaClusterId;
            case IdentityOutcome.NotTrusted refused ->
                TlsRung.shown(refused.tls())
                        .map(shown -> certified(shown, host, brokers))
                        .orElse("nobody whom TLS trusts");
            case IdentityOutcome.Unproven unproven -> "a broker of the cluster";
            case IdentityOutcome.Failed failed -> "nobody";
        };
    }

    private static String certified(TlsEvidence shown, String host, Collection<AdvertisedBroker> brokers) {
        Optional<AdvertisedBroker> owner = TlsRung.owner(shown, host, brokers);
        return owner.map(broker -> broker(broker.nodeId()))
                .orElse("somebody with a certificate for " + TlsRung.list(shown.names()));
    }

    static String broker(int nodeId) {
        return "broker " + nodeId;
    }
}
