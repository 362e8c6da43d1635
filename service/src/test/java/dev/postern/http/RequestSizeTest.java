package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import org.junit.jupiter.api.Test;

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
    }
}
