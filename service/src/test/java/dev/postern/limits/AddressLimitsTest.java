package dev.postern.limits;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may fail to log in how often. */
class AddressLimitsTest extends LimitsScene {

    private final AddressLimits addresses = new AddressLimits(SMALL, time, refusals, LimitsScene::session);

    @Test
    void anAddressThatFailsToLogInTooOftenIsRefusedAndOthersAreNot() {
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", "Bearer guess-2", 401);

        assertThat(from("192.0.2.1", "Bearer guess-3", 401).getStatus()).isEqualTo(429);
        assertThat(from("192.0.2.2", "Bearer good", 200).getStatus()).isEqualTo(200);
        time.pass(Duration.ofSeconds(1));
        assertThat(from("192.0.2.1", "Bearer good", 200).getStatus()).isEqualTo(200);
    }

    @Test
    void somebodyWhoGuessesDoesNotLockOutThoseBehindTheSameAddressWhoWereGoodLately() {
        from("192.0.2.1", "Bearer good", 200);
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", null, 401);

        assertThat(from("192.0.2.1", "Bearer good", 200).getStatus()).isEqualTo(200);
        assertThat(from("192.0.2.1", null, 401).getStatus()).isEqualTo(429);
    }

    /** Else signing in and reading public pages would use up what is for guesses. */
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 302, 304, 403, 404, 500, 503})
    void nothingButARefusedLogInCountsAsOne(int status) {
        for (int tried = 0; tried < 5; tried++) {
            assertThat(from("192.0.2.1", null, status).getStatus()).isEqualTo(status);
        }
    }

    /** Else a cookie of one's own making would be as good as a token. */
    @Test
    void whoReadsAPublicPageWithAnyCredentialsIsNotKnownByThem() {
        from("192.0.2.1", "Bearer made-up", 200);
        from("192.0.2.1", "Bearer guess-1", 401);
        from("192.0.2.1", "Bearer guess-2", 401);

        assertThat(from("192.0.2.1", "Bearer made-up", 200).getStatus()).isEqualTo(429);
    }

    /** Else a caller with junk of its own beside its session would push out everybody who was good lately. */
    @Test
    void whateverElseACallerShowsItIsRememberedOnce() {
        for (int asked = 0; asked < 5; asked++) {
            MockHttpServletRequest request = request("GET", "/api/v1/me");
            request.addHeader("Cookie", "junk=" + asked + "; session=signed");
            request.addHeader("Authorization", "Basic junk" + asked);
            request.setCookies(new Cookie("junk", "" + asked), new Cookie("session", "signed"));
            through(addresses, request, 200);
            MockHttpServletRequest another = request("GET", "/api/v1/me");
            another.addHeader("Authorization", asked % 2 == 0 ? "Bearer good" : "bearer good");
            through(addresses, another, 200);
            MockHttpServletRequest jwt = request("GET", "/api/v1/me");
            jwt.addHeader("Authorization", "Bearer good.payload." + "~".repeat(asked));
            through(addresses, jwt, 200);
        }

        assertThat(addresses.remembered()).isEqualTo(3);
    }

    @Test
    void healthIsTellingWhoeverAsksHoweverOften() {
        for (int probe = 0; probe < 10; probe++) {
            assertThat(through(addresses, request("GET", "/actuator/health/readiness"), 200)
                            .getStatus())
                    .isEqualTo(200);
        }
    }

    /** Else health would be where to guess tokens. */
    @Test
    void whoShowsATokenToHealthIsLimitedLikeAnywhereElse() {
        for (int guess = 0; guess < 3; guess++) {
            MockHttpServletRequest request = request("GET", "/actuator/health");
            request.addHeader("Authorization", "Bearer guess-" + guess);

            assertThat(through(addresses, request, 401).getStatus()).isEqualTo(guess < 2 ? 401 : 429);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.2, false"
    })
    void allAddressesOfOneNetworkOfIpv6AreOneAddress(String one, String other, boolean same) {
        assertThat(AddressLimits.network(one).equals(AddressLimits.network(other)))
                .isEqualTo(same);
    }

    private MockHttpServletResponse from(String address, @Nullable String authorization, int status) {
        MockHttpServletRequest request = request("GET", "/api/v1/me");
        request.setRemoteAddr(address);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return through(addresses, request, status);
    }
}
