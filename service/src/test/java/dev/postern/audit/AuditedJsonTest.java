package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much an entry keeps of a resource. */
class AuditedJsonTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditedJson audited = new AuditedJson(JSON);

    /** Each field by itself is small enough, all of them are not. */
    @Test
    void manyFieldsTogetherTakeNoMoreThanOneMay() {
        Map<String, Object> before = resource('a');
        Map<String, Object> after = resource('b');

        AuditedJson.Difference difference = audited.difference(before, after);

        assertThat(text(difference.before())).hasSizeLessThanOrEqualTo(AuditedJson.MOST_BYTES);
        assertThat(text(difference.after())).hasSizeLessThanOrEqualTo(AuditedJson.MOST_BYTES);
    }

    @Test
    void theLargestFieldsBecomeDigestsAndTheOthersStay() {
        JsonNode kept =
                JSON.readTree(text(audited.difference(null, resource('a')).after()));

        assertThat(kept.path("name").asString()).isEqualTo("orders-a");
        assertThat(kept.at("/field-7/sha256").asString()).hasSize(64);
        assertThat(kept.at("/field-7/bytes").asInt()).isEqualTo(3_009);
        assertThat(kept.path("field-1").asString()).startsWith("aaaa");
    }

    @Test
    void whatIsSmallIsKeptAsItIs() {
        AuditedJson.Difference difference =
                audited.difference(Map.of("name", "a", "port", 1), Map.of("name", "b", "port", 1));

        assertThat(difference.before()).isEqualTo("{\"name\":\"a\"}");
        assertThat(difference.after()).isEqualTo("{\"name\":\"b\"}");
    }

    /** Some 21 kB, and none of its fields more than four. */
    private static Map<String, Object> resource(char letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "orders-" + letter);
        for (int number = 1; number <= 7; number++) {
            fields.put("field-" + number, String.valueOf(letter).repeat(3_000 + number));
        }
        return fields;
    }

    private static String text(@Nullable String json) {
        return Objects.requireNonNull(json);
    }
}
