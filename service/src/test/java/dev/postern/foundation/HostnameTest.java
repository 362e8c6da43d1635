package dev.postern.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostnameTest {

    @ParameterizedTest
    @CsvSource({
        "kafka.acme.example, kafka.acme.example",
        "KAFKA.Acme.Example, kafka.acme.example",
        "kafka.acme.example., kafka.acme.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "b-1.kafka-0.acme.example, b-1.kafka-0.acme.example",
        "1.acme.example, 1.acme.example",
        "a, a"
    })
    void aNameHasOneForm(String written, String kept) {
        assertThat(new Hostname(written)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "kafka..acme",
                ".acme.example",
                "acme.example..",
                "-a.example",
                "a-.example",
                "a_b.example",
                "a b.example",
                "a.example/",
                "a.example:9092",
                "kafka\u0000.example",
                "a.example\n",
                "a\\056b.example"
            })
    void whatIsNoNameIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KAFKA.acme.example.", "kafka..", ".", "", "\u212A."})
    void theFormOfAFormIsItself(String written) {
        String form = Hostname.canonical(written);

        assertThat(Hostname.canonical(form)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "*.acme.example, wildcard",
        "10.0.0.1, address",
        "2001:db8::1, address",
        "acme.0x7f.1, address",
        "bücher.example, A-labels",
        "kafka。acme.example, A-labels"
    })
    void whatWouldBeRightIsSaid(String written, String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hostname(written))
                .withMessageContaining(word);
    }

    /** The lower case of U+212A, the Kelvin sign, is the letter k. */
    @Test
    void aLetterOfAnotherScriptIsNotTakenForOneOfOurs() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname("\u212Aafka.acme.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname("\u0430cme.example"));
    }

    @Test
    void lengthsAreThoseOfDns() {
        String label = "a".repeat(63);
        String longest = "%1$s.%1$s.%1$s.%2$s".formatted(label, "a".repeat(61));

        assertThat(new Hostname(longest).value()).hasSize(253);
        assertThat(new Hostname(longest + ".").value()).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname("a" + longest));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname("a" + label + ".example"));
    }

    @ParameterizedTest
    @CsvSource({
        "acme.example, true",
        "kafka.acme.example, true",
        "a.b.acme.example, true",
        "evil-acme.example, false",
        "acme.example.evil.example, false",
        "example, false"
    })
    void aNameLiesWithinAnotherAtALabelsBound(String name, boolean within) {
        assertThat(new Hostname(name).isWithin(new Hostname("acme.example"))).isEqualTo(within);
    }
}
