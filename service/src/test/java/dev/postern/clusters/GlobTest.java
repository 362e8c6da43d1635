package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobTest {

    /** Several times what a slow machine needs, and a fraction of what going back would take. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Property(tries = 5_000)
    void matchesAsTheRegularExpressionDoes(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

        assertThat(new Glob(pattern).matches(text)).isEqualTo(text.matches(expression));
    }

    /** As many times as two clusters of two thousand brokers ask for, with all the routes that they may have. */
    @Example
    void whateverThePatternsMatchingThemTakesLittleTime() {
        String label = "a".repeat(63);
        String host = String.join(".", label, label, label);
        List<AddressPattern> patterns = IntStream.range(0, 500)
                .mapToObj(at -> new AddressPattern("*" + label + "." + label + "." + "a".repeat(at % 40) + "b*:*"))
                .toList();
        List<String> addresses = IntStream.range(0, 4_000)
                .mapToObj(at -> new HostPort(host + ".c-" + at, 9092).key())
                .toList();

        CompletableFuture<Boolean> matching = CompletableFuture.supplyAsync(() -> addresses.stream()
                .anyMatch(address -> patterns.stream().anyMatch(pattern -> pattern.matches(address))));

        assertThat(matching).succeedsWithin(SOON).isEqualTo(false);
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
