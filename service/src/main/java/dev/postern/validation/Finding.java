package dev.postern.validation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param summary one sentence
 * @param evidence what the sentence is based on: JSON scalars, lists and objects
 * @param remedy the next step, and whose it is; null for a {@code PASS} and for nothing else
 */
record Finding(
        CheckOutcome outcome,
        String summary,
        Map<String, Object> evidence,
        @Nullable String remedy) {

    Finding {
        if ((outcome == CheckOutcome.PASS) != (remedy == null)) {
            throw new IllegalArgumentException(
                    "a finding has a remedy unless it passed; outcome %s, remedy %s".formatted(outcome, remedy));
        }
    }

    static Finding pass(String summary, Map<String, Object> evidence) {
        return new Finding(CheckOutcome.PASS, summary, evidence, null);
    }

    static Finding warn(String summary, Map<String, Object> evidence, String remedy) {
        return new Finding(CheckOutcome.WARN, summary, evidence, remedy);
    }

    static Finding fail(String summary, Map<String, Object> evidence, String remedy) {
        return new Finding(CheckOutcome.FAIL, summary, evidence, remedy);
    }

    static Finding skipped(String summary, String remedy) {
        return new Finding(CheckOutcome.SKIPPED, summary, Map.of(), remedy);
    }

    static Finding unproven(String summary, Map<String, Object> evidence, String remedy) {
        return new Finding(CheckOutcome.UNPROVEN, summary, evidence, remedy);
    }

    /** One finding about several addresses, at least one: as bad as the worst of them. */
    static Finding ofAddresses(List<Reading<Finding>> each) {
        return combined(each.stream()
                .map(reading -> new Part(
                        Map.of(
                                "broker",
                                reading.target().broker().toString(),
                                "address",
                                reading.target().dialled()),
                        reading.result()))
                .toList());
    }

    /**
     * One finding out of several, as bad as the worst of them. Its evidence lists them all.
     *
     * @param parts at least one
     */
    static Finding combined(List<Part> parts) {
        Finding worst = parts.stream()
                .map(Part::finding)
                .max(Comparator.comparingInt(finding -> weight(finding.outcome())))
                .orElseThrow();
        long alike = parts.stream()
                .filter(part -> part.finding().outcome() == worst.outcome())
                .count();
        return new Finding(
                worst.outcome(),
                alike == parts.size()
                        ? worst.summary()
                        : "%d of %d: %s".formatted(alike, parts.size(), worst.summary()),
                Map.of("addresses", parts.stream().map(Part::evidence).toList()),
                worst.remedy());
    }

    /**
     * A finding about one of several things.
     *
     * @param label which one
     */
    record Part(Map<String, Object> label, Finding finding) {

        private Map<String, Object> evidence() {
            Map<String, Object> entry = new LinkedHashMap<>(label);
            entry.put("outcome", finding.outcome().name());
            entry.putAll(finding.evidence());
            return entry;
        }
    }

    private static int weight(CheckOutcome outcome) {
        return switch (outcome) {
            case PASS -> 0;
            case WARN -> 1;
            case UNPROVEN -> 2;
            case SKIPPED -> 3;
            case FAIL -> 4;
        };
    }
}
