package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What becomes of a value in the kit, whatever it is. */
class LiteralsTest {

    private static final Pattern ESCAPES = Pattern.compile("\\\\u([0-9a-f]{4})|\\\\U([0-9a-f]{8})");

    @Property
    void aLiteralIsOneLineOfHarmlessLettersAndEscapesBetweenItsQuotes(@ForAll("values") String value) {
        assertThat(Literals.byCodePoint(value))
                .matches("\"([A-Za-z0-9 _.,:;/@#+=()*-]|\\\\u[0-9a-f]{4}|\\\\U[0-9a-f]{8})*\"");
        assertThat(Literals.byCodeUnit(value)).matches("\"([A-Za-z0-9 _.,:;/@#+=()*-]|\\\\u[0-9a-f]{4})*\"");
        assertThat(Literals.byByte(value)).matches("\"([A-Za-z0-9 _.,:;/@#+=()*-]|\\\\[0-3][0-7]{2})*\"");
        assertThat(Literals.ansiQuoted(value))
                .matches("'[A-Za-z0-9 _.,:;/@#+=()*-]*'|\\$'([A-Za-z0-9 _.,:;/@#+=()*-]|\\\\[0-3][0-7]{2})*'");
        assertThat(Literals.plain(value)).matches("\"[A-Za-z0-9 _.,:;/@#+=()*-]*\"");
    }

    @Property
    void aLiteralMeansTheValue(@ForAll("values") String value) {
        String stored = value.replace('\0', '\ufffd');
        assertThat(unescaped(Literals.byCodePoint(value))).isEqualTo(stored);
        assertThat(unescaped(Literals.byCodeUnit(value))).isEqualTo(stored);
        assertThat(fromOctal(Literals.byByte(value))).isEqualTo(stored);
        assertThat(fromOctal(Literals.ansiQuoted(value).replaceFirst("^\\$", "")))
                .isEqualTo(stored);
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        assertThat(Literals.byCodePoint("a\ud83d")).isEqualTo("\"a\\ufffd\"");
    }

    @Test
    void aTemplateHasNoWayToWriteAValueDownOtherwise() {
        Templates templates = new Templates();

        for (KitLanguage language : KitLanguage.values()) {
            String text = templates.render(
                    language, "values", Map.of("text", "a\"b'c\n", "list", List.of("${x}"), "number", 9092));
            assertThat(text.lines()).as(language.wireName()).hasSize(3);
            assertThat(text)
                    .doesNotContain("a\"b")
                    .doesNotContain("'c")
                    .doesNotContain("${")
                    .contains(" 9092 ");
            assertThatThrownBy(() -> templates.render(language, "unescaped", Map.of("text", "a")))
                    .hasStackTraceContaining("no_esc");
        }
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "\"",
                "'",
                "\\",
                "\n",
                "\r",
                "\u2028",
                "${",
                "%{",
                "$(id)",
                "`id`",
                "}",
                "*/",
                "//",
                "??/",
                "\0",
                "é",
                "\ud83d\ude00",
                "%s",
                "!",
                "~",
                "EOT",
                " ",
                "\u202e",
                "#",
                "&",
                ";",
                "|",
                "<!--",
                "]]>");
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(3).filter(LiteralsTest::whole);
        return Arbitraries.oneOf(pieces, anything).list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    private static boolean whole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static String unescaped(String literal) {
        return ESCAPES.matcher(literal.substring(1, literal.length() - 1)).replaceAll(escape -> {
            String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
            int point = Integer.parseInt(hex, 16);
            return Matcher.quoteReplacement(
                    escape.group(1) == null ? Character.toString(point) : String.valueOf((char) point));
        });
    }

    private static String fromOctal(String literal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 1; at < literal.length() - 1; at++) {
            if (literal.charAt(at) == '\\') {
                bytes.write(Integer.parseInt(literal.substring(at + 1, at + 4), 8));
                at += 3;
            } else {
                bytes.write(literal.charAt(at));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
