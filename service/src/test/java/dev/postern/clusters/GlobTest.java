package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class GlobTest {

    @Property(tries = 5_000)
    void matchesAsTheRegularExpressionDoes(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

        assertThat(new Glob(pattern).matches(text)).isEqualTo(text.matches(expression));
    }

    /** The worst that an address may be: it nearly matches wherever one begins. */
    @Property(tries = 200)
    void whateverThePatternHoldsNoCharacterIsLookedAtOften(@ForAll @IntRange(min = 1, max = 240) int length) {
        String text = "a.".repeat(126) + "a";
        for (String end : List.of("b*", "b*c", "*b", "b*b*b")) {
            Counted counted = new Counted(text, new AtomicInteger());

            new Glob("*" + text.substring(0, length) + end).matches(counted);

            assertThat(counted.looks().get()).isLessThan(3 * text.length());
        }
    }

    private record Counted(String text, AtomicInteger looks) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int at) {
            looks.incrementAndGet();
            return text.charAt(at);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(10);
    }
}
