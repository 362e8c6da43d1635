package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.RawHttp;
import dev.postern.testing.TestWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service shows to whoever can reach its port. */
class SurfaceTest extends PosternTest {

    /** What is dripped would take hours to arrive. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void noAnswerMayBeFramedSniffedCachedOrRunAsAPage() {
        for (Answer answer : List.of(
                operator().get("/api/v1/me"),
                nobody().get("/api/v1/me"),
                operator().get("/api/v1/nowhere"),
                nobody().get("/v3/api-docs"),
                nobody().get("/actuator/health"))) {
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("X-Frame-Options")).contains("DENY");
            assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.header("Permissions-Policy").orElseThrow()).contains("camera=()");
            assertThat(answer.header("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; frame-ancestors 'none'")
                    .doesNotContain("script-src");
            assertThat(answer.header("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("over plain HTTP")
                    .isEmpty();
        }
    }

    @Test
    void swaggerUiHasNoMoreThanItNeedsAndRunsNoScriptWithinItsPage() {
        Answer page = nobody().get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(page.body()).contains("<script src=").doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void onlyPagesOfListedSitesMaySendRequests() {
        Answer listed = preflight(TestWorld.ALLOWED_ORIGIN);
        Answer other = preflight("https://evil.example");

        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.header("Access-Control-Allow-Origin")).contains(TestWorld.ALLOWED_ORIGIN);
        assertThat(listed.header("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET", "POST", "PUT", "PATCH", "DELETE");
        assertThat(listed.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private Answer preflight(String origin) {
        return nobody().send(
                        "OPTIONS",
                        "/api/v1/tenants",
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");
    }

    @Test
    void traceIsRefusedAndSendsNothingBack() throws IOException {
        try (RawHttp http = new RawHttp(nobody().base())) {
            http.send(
                    "TRACE /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer echoed\r\nConnection: close\r\n\r\n");

            String answer = http.readToEnd();

            assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("echoed");
        }
    }

    @Test
    void whatTomcatItselfRefusesSaysNothingOfWhatRunsHere() throws IOException {
        for (String request : List.of(
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nLarge: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + "Many: x\r\n".repeat(200) + "\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")) {
            try (RawHttp http = new RawHttp(nobody().base())) {
                http.send(request);

                String answer = http.readToEnd();

                assertThat(answer)
                        .as(request.substring(0, 20))
                        .startsWith("HTTP/1.1 4")
                        .doesNotContainIgnoringCase("tomcat")
                        .doesNotContainIgnoringCase("exception")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void anErrorPageSaysNoMoreThanTheStatus() {
        Answer error = operator().get("/error");

        assertThat(error.body())
                .doesNotContain("trace")
                .doesNotContain("exception")
                .doesNotContain("message");
    }

    @Test
    void whoeverDripsTheHeadOfARequestIsCutOff() throws IOException {
        try (RawHttp http = new RawHttp(nobody().base())) {
            http.send("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nDrip: ");

            assertThat(http.drip()).isLessThan(SOON);
        }
    }

    @Test
    void whoeverDripsTheBodyOfARequestIsToldAndCutOff() throws IOException {
        try (RawHttp http = new RawHttp(nobody().base())) {
            http.send("""
                    POST /api/v1/tenants HTTP/1.1\r
                    Host: x\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: 10000\r
                    \r
                    """.formatted(operator().token().strip()));

            assertThat(http.drip()).isLessThan(SOON);
            assertThat(http.seen()).startsWith("HTTP/1.1 408").contains("/malformed-request");
        }
    }

    @Test
    void whoeverIsRefusedDoesNotKeepTheConnectionByDripping() throws IOException {
        try (RawHttp http = new RawHttp(nobody().base())) {
            http.send("POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n");

            assertThat(http.drip()).isLessThan(SOON);
            assertThat(http.seen()).startsWith("HTTP/1.1 401");
        }
    }
}
