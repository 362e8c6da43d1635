package dev.postern.validation;

import dev.postern.testing.Answer;
import dev.postern.testing.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a run says of a fault, as a row of docs/faults.md. */
final class SeenFault {

    static final String[] COLUMNS = {"fault", "check", "outcome", "summary", "remedy", "also"};

    private static final Set<String> PROBLEMS = Set.of("FAIL", "WARN", "UNPROVEN");

    private SeenFault() {}

    /**
     * @param check its id, as a regular expression; of several the first that was not skipped counts
     * @param placeholders for what differs from run to run
     */
    static Map<String, String> row(Answer run, String check, Placeholders placeholders) {
        List<JsonNode> checks = run.json().path("checks").valueStream().toList();
        JsonNode decisive = checks.stream()
                .filter(each -> text(each, "id").matches(check)
                        && !text(each, "outcome").equals("SKIPPED"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check %s was made in %s".formatted(check, run)));
        String also = checks.stream()
                .filter(each -> each != decisive && PROBLEMS.contains(text(each, "outcome")))
                .map(each -> text(each, "id") + " " + text(each, "outcome"))
                .collect(Collectors.joining(", "));
        return Map.of(
                "check", placeholders.normalise(text(decisive, "id")),
                "outcome", text(decisive, "outcome"),
                "summary", placeholders.normalise(text(decisive, "summary")),
                "remedy", placeholders.normalise(text(decisive, "remedy")),
                "also", placeholders.normalise(also));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
