package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTableTest {

    private static final String TEXT = """
            # Faults

            ## Connections

            | fault | phase |
            | --- | --- |
            | throttled | PENDING |

            ## Clusters

            Before the table.

            | fault | check | remedy |
            | --- | --- | --- |
            | crossed | identity | Ask \\<you\\> \\| me. |
            | silent | tcp | Wait. |

            After the table.
            """;

    @TempDir
    private Path directory;

    private Path document;

    @BeforeEach
    void aDocument() throws IOException {
        document = Files.writeString(directory.resolve("faults.md"), TEXT);
    }

    @Test
    void aRowThatSaysWhatWasSeenPasses() {
        assertThatCode(() -> test(scenarios(), "crossed")).doesNotThrowAnyException();
    }

    @Test
    void aRowThatSaysSomethingElseFails() {
        SequencedMap<String, Callable<Map<String, String>>> scenarios = scenarios();
        scenarios.put("silent", () -> seen("tcp", "Wait longer."));

        assertThatThrownBy(() -> test(scenarios, "silent")).hasMessageContaining("Wait longer.");
    }

    @Test
    void aRowWithoutScenarioFails() {
        SequencedMap<String, Callable<Map<String, String>>> scenarios = scenarios();
        scenarios.remove("silent");

        assertThatThrownBy(() -> test(scenarios, "silent")).hasMessageContaining("no test makes that fault");
    }

    @Test
    void aScenarioWithoutRowFails() {
        SequencedMap<String, Callable<Map<String, String>>> scenarios = scenarios();
        scenarios.put("new", () -> seen("tls", "Renew."));

        assertThatThrownBy(() -> test(scenarios, "new")).hasMessageContaining("no row for 'new'");
    }

    @Test
    void anUpdateWritesWhatWasSeenAndNothingElse() throws Throwable {
        SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();
        scenarios.put("new", () -> seen("tls", "Give *:* to <port> | C:\\x `y`\n  soon."));
        for (DynamicTest test : table(true).tests(scenarios).toList()) {
            test.getExecutable().execute();
        }

        assertThat(table(false).rows())
                .containsExactly(Map.entry(
                        "new",
                        Map.of("fault", "new", "check", "tls", "remedy", "Give *:* to <port> | C:\\x `y` soon.")));
        assertThat(Files.readString(document))
                .startsWith(TEXT.substring(0, TEXT.indexOf("| crossed")))
                .endsWith("\n\nAfter the table.\n");
    }

    private void test(SequencedMap<String, Callable<Map<String, String>>> scenarios, String fault) throws Throwable {
        table(false)
                .tests(scenarios)
                .filter(test -> test.getDisplayName().equals(fault))
                .findFirst()
                .orElseThrow()
                .getExecutable()
                .execute();
    }

    private FaultTable table(boolean update) {
        return new FaultTable(document, update, "Clusters", List.of("fault", "check", "remedy"));
    }

    private static SequencedMap<String, Callable<Map<String, String>>> scenarios() {
        SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();
        scenarios.put("crossed", () -> seen("identity", "Ask <you> | me."));
        scenarios.put("silent", () -> seen("tcp", "Wait."));
        return scenarios;
    }

    private static Map<String, String> seen(String check, String remedy) {
        return Map.of("check", check, "remedy", remedy);
    }
}
