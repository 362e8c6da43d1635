package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ServerFirstMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramExchangeTest {

    @ParameterizedTest
    @ValueSource(strings = {"16385", "999999999", "0000000000000999999999", "99999999999999999999", "999999999,x=y"})
    void moreIterationsThanWeComputeAreRefusedHoweverTheyAreWritten(String iterations) {
        assertThatThrownBy(() -> ScramExchange.checkIterations(challenge(iterations)))
                .isInstanceOf(ProbeFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "16384", "0004096"})
    void whatBrokersAskForIsComputed(String iterations) {
        assertThatCode(() -> ScramExchange.checkIterations(challenge(iterations)))
                .doesNotThrowAnyException();
    }

    @Test
    void theLibraryReadsLeadingZeros() throws Exception {
        assertThat(new ServerFirstMessage(challenge("0000000000000999999999")).iterations())
                .isEqualTo(999_999_999);
    }

    private static byte[] challenge(String iterations) {
        return ("r=nonce,s=c2FsdA==,i=" + iterations).getBytes(StandardCharsets.UTF_8);
    }
}
