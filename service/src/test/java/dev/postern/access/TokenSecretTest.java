package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenSecretTest {

    /** As docs/operating.md tells it to secret scanners. */
    private static final String SCANNED_FOR = "\\bpst_[0-9A-Za-z]{46}\\b";

    @Test
    void aTokenIsFoundInTextByTheDocumentedExpression() {
        String token = NewToken.text();

        assertThat("token=\"%s\";".formatted(token)).containsPattern(SCANNED_FOR);
        assertThat(TokenSecret.wellFormed(token)).isTrue();
    }

    /** The example in docs/operating.md: whoever checks tokens elsewhere has to come to the same result. */
    @Test
    void theChecksumIsTheCrc32OfAllThatIsBeforeIt() {
        assertThat(TokenSecret.checksum("pst_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd"))
                .isEqualTo("3l0Myn");
    }

    @Test
    void oneWrongLetterAnywhereIsNoticed() {
        String token = NewToken.text();

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(TokenSecret.wellFormed(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("letter %d", i)
                    .isFalse();
        }
    }

    @Test
    void twoLettersThatChangedPlacesAreNoticed() {
        String token = "pst_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd";

        assertThat(TokenSecret.checksum(token)).isNotEqualTo(TokenSecret.checksum(token.replace("01", "10")));
    }
}
