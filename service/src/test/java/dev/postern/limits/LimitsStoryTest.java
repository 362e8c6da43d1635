package dev.postern.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The limits where they stand in the running service. */
class LimitsStoryTest extends PosternTest {

    private static final int MORE_THAN_ALLOWED = 2_500;

    @Test
    void everyAnswerToAKnownCallerTellsItsLimits() {
        Api admin = newTenant().admin();

        Answer answer = admin.get("/api/v1/me");

        assertThat(answer.response().headers().allValues("RateLimit-Policy"))
                .containsExactly("\"token\";q=20000;w=10", "\"tenant\";q=40000;w=10");
        assertThat(answer.response().headers().allValues("RateLimit")).hasSize(2);
    }

    @Test
    void aChangeTellsThatChangesHaveALimitOfTheirOwn() {
        TestTenant tenant = newTenant();

        Answer answer = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "pipeline", "role": "DATA_PLANE"}""");

        assertThat(answer.response().headers().allValues("RateLimit"))
                .anySatisfy(item -> assertThat(item).startsWith("\"changes\";r="));
    }

    /** Also one that is refused: it costs as much to find out. */
    @Test
    void aRequestThatIsForbiddenCountsToo() {
        Answer answer = newTenant().as("DATA_PLANE").get("/api/v1/tenants");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("RateLimit")).isPresent();
    }

    @Test
    void guessingTokensEndsInWaitingAndKeepsNobodyOutWhoWasGoodLately() throws Exception {
        Api operator = operator();
        try (HttpClient guesser = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.77"))
                .build()) {
            assertThat(me(guesser, operator.token()).statusCode()).isEqualTo(200);
            HttpResponse<String> last = me(guesser, "pst_guess");
            for (int guess = 0; guess < MORE_THAN_ALLOWED && last.statusCode() == 401; guess++) {
                last = me(guesser, "pst_guess");
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.body()).contains("/rate-limited").contains("without a good token");
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(last.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(me(guesser, operator.token()).statusCode()).isEqualTo(200);
            assertThat(operator.get("/api/v1/me").status()).isEqualTo(200);
            assertThat(operator.get("/actuator/prometheus").body())
                    .contains("postern_refusals_total{")
                    .contains("limit=\"failed\"");
        }
    }

    private HttpResponse<String> me(HttpClient client, String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(nobody().base().resolve("/api/v1/me"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
