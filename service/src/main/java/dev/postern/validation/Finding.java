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
        CheckOutcome outcome, String summary, Map<String, Object> evidence, @Nullable String remedy) {

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

    /**
     * One finding about several addresses: as bad as the worst of them.
     *
     * @param each at least one
     */
    static Finding ofAddresses(List<Reading<Finding>> each) {
        Finding worst = each.stream()
                .map(Reading::result)
                .max(Comparator.comparingInt(finding -> weight(finding.outcome())))
                .orElseThrow();
        long alike = each.stream()
                .filter(reading -> reading.result().outcome() == worst.outcome())
                .count();
        String summary = alike == each.size()
                ? worst.summary()
                : "%d of %d addresses: %s".formatted(alike, each.size(), worst.summary());
        return new Finding(
                worst.outcome(),
                summary,
                Map.of("addresses", each.stream().map(Finding::entry).toList()),
                worst.remedy());
    }

    private static Map<String, Object> entry(Reading<Finding> reading) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("broker", reading.target().broker().toString());
        entry.put("address", reading.target().dialled());
        entry.put("outcome", reading.result().outcome().name());
        entry.putAll(reading.result().evidence());
        return entry;
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
