package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import dev.postern.testing.PosternTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInLimitTest extends PosternTest {

    @Autowired
    private TokenLookup tokens;

    @Autowired
    private SessionCallers sessions;

    @Autowired
    private OidcLogIn logIn;

    @Test
    void whoHasUsedUpItsShareGetsNoSessionAndIsToldForHowLongToWait() {
        SessionController controller = new SessionController(tokens, sessions, caller -> Duration.ofSeconds(7), logIn);
        MockHttpServletResponse response = new MockHttpServletResponse();
        String token = newTenant().admin().token();

        assertThatThrownBy(() ->
                        controller.create(new SessionCreate(Secret.of(token)), new MockHttpServletRequest(), response))
                .isInstanceOf(PosternException.class)
                .hasMessageContaining("Try again in 7 s.");
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }
}
