package dev.postern.sandbox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizedKeysTest {

    private static final String KEY = PublicKeyEntry.toString(Ed25519.generate().getPublic());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            restrict                                                 | false
            restrict,port-forwarding                                 | true
            port-forwarding,restrict                                 | false
            no-port-forwarding                                       | false
            RESTRICT,Port-Forwarding                                 | true
            no-pty,command="echo \\"a, b\\" c"                       | true
            restrict,port-forwarding,permitopen="b-1:9092"           | true
            restrict,permitopen="b-1:9092"                           | false
            permitopen="b-2:9092"                                    | false
            permitopen="b-2:9092",permitopen="b-1:9092"              | true
            permitopen="b-1:9093"                                    | false
            permitopen="B-1:9092"                                    | false
            permitopen="b-*:9092"                                    | false
            permitopen="b-1:*"                                       | true
            permitopen="*:9092"                                      | true
            """)
    void theOptionsDecideWhetherAConnectionIsForwarded(String options, boolean forwarded) {
        AuthorizedKey line = AuthorizedKey.parse(options + " " + KEY + " a comment");

        assertThat(line.options().permits("b-1", 9092)).isEqualTo(forwarded);
    }

    @Test
    void aKeyWithoutOptionsMayDoEverything() {
        assertThat(AuthorizedKey.parse(KEY).options().permits("anywhere", 1)).isTrue();
    }

    @Test
    void anAddressOfIpVersion6StandsInBrackets() {
        AuthorizedKey line = AuthorizedKey.parse("permitopen=\"[::1]:9092\" " + KEY);

        assertThat(line.options().permits("::1", 9092)).isTrue();
        assertThat(line.options().permits("::1", 9093)).isFalse();
    }

    @Test
    void commentsAndEmptyLinesAreNoKeys() {
        AuthorizedKeys keys = AuthorizedKeys.parse("# two keys\n\n  " + KEY + "\n\trestrict " + KEY + "\n");

        assertThat(keys.keys()).hasSize(2);
        assertThat(keys.find(keys.keys().getLast().key()))
                .as("the first line with a key decides")
                .hasValueSatisfying(
                        line -> assertThat(line.options().forwarding()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permitopen=\"\"",
                "permitopen",
                "permitopen=b-1:9092",
                "permitopen=\"b-1\"",
                "permitopen=\"b-1:0\"",
                "permitopen=\"b-1:99999\"",
                "restrict,",
                "restrict,,port-forwarding",
                "restrict port-forwarding",
                "no-restrict",
                "from=\"10.0.0.0/8\"",
                "cert-authority",
                "permitopen=\"b-1:9092"
            })
    void whatSshdWouldNotTakeOrThisCannotObeyIsRefused(String options) {
        assertThatThrownBy(() -> AuthorizedKeys.parse(options + " " + KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void aDamagedKeyIsRefused() {
        assertThatThrownBy(() -> AuthorizedKeys.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key of type ssh-ed25519");
    }
}
