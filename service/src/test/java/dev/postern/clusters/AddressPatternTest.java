package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "b-1.kafka:9092,        b-1.kafka:9092,        true",
        "b-1.kafka:9092,        B-1.Kafka:9092,        true",
        "b-1.kafka:09092,       b-1.kafka:9092,        true",
        "b-1.kafka:9092,        b-1.kafka:9093,        false",
        "*:*,                   b-1.kafka:9092,        true",
        "*.use1-az4.kafka:9092, b-1.use1-az4.kafka:9092, true",
        "*.use1-az4.kafka:9092, use1-az4.kafka:9092,   false",
        "*USE1*:9*2,            b.use1.kafka:9092,     true",
        "b-*.kafka:*,           b-1.kafka.evil:9092,   false",
        "*a*a*a*b:1,            aaaaaaaaaaaaaaaa:1,    false",
        "[2001:db8::1]:*,       [2001:DB8::1]:9092,    true",
        "*:*,                   [2001:db8::1]:9092,    true"
    })
    void matchesByHostAndPortWithoutRegardToCase(String pattern, String address, boolean matches) {
        assertThat(new AddressPattern(pattern).matches(HostPort.parse(address))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "kafka",
                "b-1.kafka",
                "*use1-az1*",
                ":9092",
                "*:",
                "b 1*:9092",
                "*:0",
                "*:65536",
                "*:99999",
                "*:9092x",
                "b-1.kafka:0",
                "b-1.kafka:65536",
                "[*]:9092",
                "*.kafka:9092\n",
                "http://*:9092"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> new AddressPattern(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patternsAreTheSameIfTheyAreWrittenTheSame() {
        assertThat(new AddressPattern("*.kafka:9092"))
                .isEqualTo(new AddressPattern("*.kafka:9092"))
                .hasSameHashCodeAs(new AddressPattern("*.kafka:9092"))
                .isNotEqualTo(new AddressPattern("*.Kafka:9092"));
        assertThat(new NodeIds("4-6,9"))
                .isEqualTo(new NodeIds("4-6,9"))
                .hasSameHashCodeAs(new NodeIds("4-6,9"))
                .isNotEqualTo(new NodeIds("9,4-6"));
    }

    @Test
    void takesTimeInProportionWhateverThePattern() {
        AddressPattern pattern = new AddressPattern("*a".repeat(120) + "b:*");

        assertThat(pattern.matches(new HostPort("a".repeat(63) + "." + "a".repeat(63), 9092)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'4-6,9', 5, true", "'4-6,9', 9, true", "'4-6,9', 7, false", "0, 0, true", "'0-2147483647', 77, true"})
    void nodeIdsAreNumbersAndRanges(String text, int nodeId, boolean contained) {
        assertThat(new NodeIds(text).contain(nodeId)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "4-", "-4", "6-4", "4, 9", "4--6", "a", "2147483648", "1-99999999999", "١"})
    void refusesWhatAreNoNodeIds(String text) {
        assertThatThrownBy(() -> new NodeIds(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
