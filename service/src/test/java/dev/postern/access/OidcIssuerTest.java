package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class OidcIssuerTest {

    /** More often than its keys are asked for. */
    private static final int OFTEN = 5;

    @Test
    void whileItsKeysCannotBeHadNoTokenIsCalledBad() {
        try (TestIssuer issuer = new TestIssuer()) {
            issuer.keepsItsKeys();
            issuer.start();
            JwtDecoder decoder = new OidcIssuer(properties(issuer), Clock.systemUTC()).decoder(List.of());
            String good = issuer.token(UnaryOperator.identity());

            for (int times = 0; times < OFTEN; times++) {
                assertThatThrownBy(() -> decoder.decode(good))
                        .isInstanceOf(JwtException.class)
                        .isNotInstanceOf(BadJwtException.class);
            }
        }
    }

    private static OidcProperties properties(TestIssuer issuer) {
        return new OidcProperties(
                issuer.uri(),
                TestIssuer.AUDIENCE,
                "postern_tenant",
                "postern_role",
                Set.of(SignatureAlgorithm.RS256),
                null,
                null,
                List.of());
    }
}
