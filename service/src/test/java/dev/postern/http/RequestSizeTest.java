package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.RawHttp;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSizeTest extends PosternTest {

    @Test
    void aBodyThatNoRequestNeedsIsNotTakenIntoMemory() {
        TestTenant tenant = newTenant();
        String large = "[" + "{},".repeat(RequestSizeFilter.MOST_BYTES / 3) + "0]";

        Answer created =
                tenant.admin().post(tenant.path("/clusters"), "{\"name\": \"large\", \"routes\": " + large + "}");
        Answer patched = tenant.admin().patch(tenant.path("/clusters/clu_01jd3v8m0q5x7zk2w4n6p8r0t1"), large);

        assertThat(created.status()).as(created.body()).isEqualTo(413);
        assertThat(created.text("/type")).endsWith("/malformed-request");
        assertThat(patched.status()).as(patched.body()).isEqualTo(413);
        assertThat(operator().get("/actuator/prometheus").body())
                .containsPattern("postern_refusals_total\\{[^}]*limit=\"body\"[^}]*} [1-9]");
    }

    @Test
    void whoeverIsNotKnownSendsNoMoreThanAToken() {
        Answer refused = nobody().post("/api/v1/session", "{\"token\": \"" + "a".repeat(20_000) + "\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(413);
    }

    @Test
    void aBodyOfManySmallPartsIsRefusedBeforeItIsATree() {
        TestTenant tenant = newTenant();
        StringBuilder unknown = new StringBuilder("{\"name\": \"parts\"");
        IntStream.range(0, StrictJson.MOST_TOKENS).forEach(field -> unknown.append(",\"f%d\":0".formatted(field)));

        for (Answer refused : List.of(
                tenant.admin().post(tenant.path("/clusters"), unknown + "}"),
                tenant.admin().patch(tenant.path("/clusters/clu_01jd3v8m0q5x7zk2w4n6p8r0t1"), unknown + "}"))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("than any request needs");
        }
    }

    @Test
    void whoeverSendsLargeBodiesSlowlyKeepsNobodyButTheirOwnTenantWaiting() throws IOException {
        TestTenant slow = newTenant();
        TestTenant other = newTenant();
        String unfinished = "[" + " ".repeat(RequestSizeFilter.MOST_BYTES - 10);
        try (RawHttp sending = new RawHttp(nobody().base())) {
            sending.send("POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                            .formatted(slow.path("/clusters"), slow.admin().token())
                    + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                            .formatted(RequestSizeFilter.MOST_BYTES)
                    + unfinished);

            await().until(
                            () -> slow.admin().post(slow.path("/clusters"), unfinished),
                            refused -> refused.status() == 429 && refused.body().contains("several megabytes"));

            assertThat(other.admin().post(other.path("/clusters"), unfinished).status())
                    .isEqualTo(422);
        }
        await().until(() ->
                slow.admin().post(slow.path("/clusters"), unfinished).status() == 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aFormIsNoRequestOfOurs(String type) {
        TestTenant tenant = newTenant();

        Answer refused =
                tenant.admin().post(tenant.path("/clusters"), "name=large&".repeat(200_000), "Content-Type", type);

        assertThat(refused.status()).as(refused.body()).isIn(400, 413, 415);
        assertThat(refused.text("/type")).endsWith("/malformed-request");
    }

    @Test
    void headersOfMoreThanSixteenKilobytesAreNotRead() {
        Answer refused = operator().get("/api/v1/me", "X-Long", "x".repeat(17_000));

        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "2147483648", "ten"})
    void aPageHasFromOneToTwoHundredItems(String limit) {
        TestTenant tenant = newTenant();

        for (String list : List.of("/connections", "/clusters", "/tokens")) {
            Answer refused = tenant.admin().get(tenant.path(list + "?limit=" + limit));

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        }
    }
}
