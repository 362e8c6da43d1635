package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.List;
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
