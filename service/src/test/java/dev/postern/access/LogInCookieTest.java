package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.PosternTest;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Whoever can plant the cookie of a log-in signs a browser in as themselves. */
class LogInCookieTest extends PosternTest {

    private final OAuth2AuthorizationRequest begun = OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://issuer.example/authorize")
            .clientId("console")
            .redirectUri("https://postern.example/login/oauth2/code/postern")
            .state(UUID.randomUUID().toString())
            .build();

    @Autowired
    private LogInCookie underWay;

    @Test
    void overHttpsNoOtherHostPlantsIt() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        underWay.saveAuthorizationRequest(begun, request(true), response);

        String set = String.valueOf(response.getHeader("Set-Cookie"));
        assertThat(set)
                .startsWith("__Host-POSTERN_LOG_IN=")
                .contains("Path=/;", "Secure", "HttpOnly")
                .doesNotContain("Domain");
        String value = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
        assertThat(underWay.loadAuthorizationRequest(request(true, LogInCookie.SECURE_NAME, value)))
                .isNotNull();
        assertThat(underWay.loadAuthorizationRequest(request(true, LogInCookie.NAME, value)))
                .as("planted under the plain name")
                .isNull();
    }

    @Test
    void withoutHttpsItHasANameThatBrowsersTake() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        underWay.saveAuthorizationRequest(begun, request(false), response);

        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("POSTERN_LOG_IN=")
                .doesNotContain("Secure");
    }

    private MockHttpServletRequest request(boolean secure, String name, String value) {
        MockHttpServletRequest request = request(secure);
        request.setCookies(new Cookie(name, value));
        return request;
    }

    private MockHttpServletRequest request(boolean secure) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(secure);
        request.setParameter("state", Objects.requireNonNull(begun.getState()));
        return request;
    }
}
