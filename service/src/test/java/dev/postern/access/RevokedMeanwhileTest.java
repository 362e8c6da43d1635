package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.PosternTest;
import dev.postern.testing.RawHttp;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that were let in, and whose callers are let out before the request is done. */
class RevokedMeanwhileTest extends PosternTest {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String TOKEN = """
            {"name": "kept", "role": "TENANT_ADMIN"}""";
    private static final int HALF = TOKEN.length() / 2;

    /** All that a tenant may have under way: as long as it is held, the request was let in. */
    private static final int LARGE = 1 << 20;

    private static final String ROOM = " ".repeat(LARGE - TOKEN.length());

    @Autowired
    private SystemDatabase database;

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = newTenant();
    }

    @Test
    void aTokenThatIsRevokedWhileTheBodyComesMakesNoOther() throws IOException {
        Answer stolen = tenant.admin().post(tenant.path("/tokens"), TOKEN.replace("kept", "stolen"));
        try (RawHttp request = begun("Authorization: Bearer " + stolen.text("/secret"))) {
            assertThat(tenant.admin()
                            .delete(tenant.path("/tokens/" + stolen.text("/id")))
                            .status())
                    .isEqualTo(204);

            assertRefused(request);
        }
    }

    @Test
    void aSessionThatEndsWhileTheBodyComesMakesNoToken() throws IOException {
        Browser browser = new Browser(nobody());
        browser.signIn(tenant.admin().token());
        String csrf = browser.cookie("XSRF-TOKEN");
        try (RawHttp request = begun("Cookie: %s=%s; XSRF-TOKEN=%s\r\nX-XSRF-TOKEN: %s"
                .formatted(SessionCookies.NAME, browser.cookie(SessionCookies.NAME), csrf, csrf))) {
            assertThat(browser.change("DELETE", "/api/v1/session", null).status())
                    .isEqualTo(204);

            assertRefused(request);
        }
    }

    /** What this replica remembers of a token is not what counts when it makes another. */
    @Test
    void aRevocationThatNobodyHasHeardOfYetCounts() {
        Api remembered = tenant.as("TENANT_ADMIN");
        assertThat(remembered.get(tenant.path("/tokens")).status()).isEqualTo(200);
        database.jdbc()
                .sql("update api_token set revoked_at = now() where secret_hash = :hash")
                .param("hash", TokenSecret.hash(Secret.of(remembered.token())))
                .update();

        Answer refused = remembered.post(tenant.path("/tokens"), TOKEN);

        assertThat(refused.status()).as(refused.body()).isEqualTo(401);
        assertThat(tenant.admin().get(tenant.path("/tokens")).body()).doesNotContain("\"kept\"");
    }

    /** A request that was let in, and lacks the second half of its body. */
    private RawHttp begun(String credentials) throws IOException {
        RawHttp request = new RawHttp(nobody().base());
        request.send("POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n"
                        .formatted(tenant.path("/tokens"), credentials)
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(LARGE)
                + ROOM
                + TOKEN.substring(0, HALF));
        await().until(() -> tenant.admin().post(tenant.path("/clusters"), ROOM).status() == TOO_MANY_REQUESTS);
        return request;
    }

    private void assertRefused(RawHttp request) throws IOException {
        request.send(TOKEN.substring(HALF));

        assertThat(request.readToEnd()).startsWith("HTTP/1.1 401").contains("WWW-Authenticate");
        assertThat(tenant.admin().get(tenant.path("/tokens")).body()).doesNotContain("\"kept\"");
    }
}
