package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.secrets.Fingerprints;
import dev.postern.testing.Answer;
import dev.postern.testing.Browser;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

/** People who sign in with a token. */
class SessionsTest extends PosternTest {

    private static final String ME = "/api/v1/me";
    private static final String SESSION = "/api/v1/session";
    private static final String TOKEN = """
            {"name": "made in the console", "role": "TENANT_VIEWER"}""";

    @Autowired
    private SystemDatabase database;

    @Autowired
    private Fingerprints fingerprints;

    private TestTenant tenant;
    private Browser browser;

    @BeforeEach
    void aTenantAndABrowser() {
        tenant = newTenant();
        browser = new Browser(nobody());
    }

    @Test
    void whoSignsInIsWhoTheTokenIsUntilSigningOut() {
        Answer signedIn = browser.signIn(tenant.admin().token());

        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(201);
        assertThat(browser.get(ME).text("/tenantId")).isEqualTo(tenant.id());
        assertThat(browser.get(tenant.path("/tokens")).status()).isEqualTo(200);
        String cookie = browser.cookie(SessionCookies.NAME);

        assertThat(browser.change("DELETE", SESSION, null).status()).isEqualTo(204);

        assertThat(browser.cookie(SessionCookies.NAME)).isEmpty();
        browser.plant(SessionCookies.NAME, cookie);
        Answer after = browser.get(ME);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.text("/detail")).contains("session has ended");
    }

    @Test
    void theSessionSaysHowLongItLasts() {
        browser.signIn(tenant.admin().token());

        Answer me = browser.get(ME);

        assertThat(me.text("/sessionIdleSeconds")).isEqualTo("1800");
        assertThat(Instant.parse(me.text("/expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(12)));
        assertThat(tenant.admin().get(ME).json().path("sessionIdleSeconds").isNull())
                .isTrue();
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() {
        Answer signedIn = browser.signIn(tenant.admin().token());

        assertThat(signedIn.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith(SessionCookies.NAME + "=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain("Secure"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("XSRF-TOKEN=")
                        .contains("SameSite=Strict")
                        .doesNotContain("HttpOnly"));
    }

    @Test
    void overHttpsTheCookieIsForHttpsAndThisHostOnly() {
        MockHttpServletRequest https = new MockHttpServletRequest();
        https.setSecure(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        new SessionCookies(fingerprints, false).writeCookieValue(new CookieValue(https, response, "id"));
        new SessionCookies(fingerprints, true)
                .writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "id"));

        assertThat(response.getHeaders("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-POSTERN_SESSION=id.")
                        .contains("Secure", "Path=/;")
                        .doesNotContain("Domain"));
    }

    /** A sibling domain, or whoever is between us and a browser without HTTPS, can plant the plain one. */
    @Test
    void overHttpsAPlainCookieCountsForNothing() {
        SessionCookies cookies = new SessionCookies(fingerprints, false);
        MockHttpServletResponse response = new MockHttpServletResponse();
        cookies.writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "id"));
        String signed =
                Objects.requireNonNull(response.getCookie(SessionCookies.NAME)).getValue();

        List<String> plain = cookies.readCookieValues(shows(SessionCookies.NAME, signed, false));
        List<String> planted = cookies.readCookieValues(shows(SessionCookies.NAME, signed, true));
        List<String> secure = cookies.readCookieValues(shows(SessionCookies.SECURE_NAME, signed, true));
        List<String> always =
                new SessionCookies(fingerprints, true).readCookieValues(shows(SessionCookies.NAME, signed, false));

        assertThat(plain).containsExactly("id");
        assertThat(planted).isEmpty();
        assertThat(secure).containsExactly("id");
        assertThat(always).isEmpty();
    }

    private static MockHttpServletRequest shows(String cookie, String value, boolean https) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(https);
        request.setCookies(new Cookie(cookie, value));
        return request;
    }

    @Test
    void aChangeWithACookieNeedsTheOtherCookiesValueAndATokenNeedsNothing() {
        browser.signIn(tenant.admin().token());

        Answer without = browser.send("POST", tenant.path("/tokens"), TOKEN);
        Answer wrong = browser.send("POST", tenant.path("/tokens"), TOKEN, "X-XSRF-TOKEN", "guessed");
        Answer with = browser.change("POST", tenant.path("/tokens"), TOKEN);
        Answer bearer = tenant.admin().post(tenant.path("/tokens"), TOKEN);

        assertThat(without.status()).isEqualTo(403);
        assertThat(without.text("/detail")).contains("X-XSRF-TOKEN");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(with.status()).isEqualTo(201);
        assertThat(bearer.status()).isEqualTo(201);
        assertThat(bearer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void theOtherCookiesValueCountsInTheHeaderOnly() {
        browser.signIn(tenant.admin().token());

        Answer parameter = browser.send("POST", tenant.path("/tokens?_csrf=" + browser.cookie("XSRF-TOKEN")), TOKEN);

        assertThat(parameter.status()).isEqualTo(403);
        assertThat(parameter.text("/detail")).contains("X-XSRF-TOKEN");
    }

    @Test
    void aChangeWithACookieThatAnotherOriginsPageMadeIsRefused() {
        browser.signIn(tenant.admin().token());

        Answer sibling = changeFrom("same-site");
        Answer stranger = changeFrom("cross-site");
        Answer own = changeFrom("same-origin");

        assertThat(sibling.status()).isEqualTo(403);
        assertThat(sibling.text("/detail")).contains("Sec-Fetch-Site");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(own.status()).as(own.body()).isEqualTo(201);
    }

    private Answer changeFrom(String site) {
        return browser.send(
                "POST",
                tenant.path("/tokens"),
                TOKEN,
                "X-XSRF-TOKEN",
                browser.cookie("XSRF-TOKEN"),
                "Sec-Fetch-Site",
                site);
    }

    @Test
    void noOtherSiteMakesABrowserSignIn() {
        Answer crossSite = browser.signIn(tenant.admin().token(), "Sec-Fetch-Site", "cross-site");
        Answer form = browser.signIn(tenant.admin().token(), "Content-Type", "text/plain");

        assertThat(crossSite.status()).isEqualTo(403);
        assertThat(form.status()).isEqualTo(415);
        assertThat(browser.cookie(SessionCookies.NAME)).isEmpty();
    }

    @Test
    void aSessionThatWasThereBeforeEndsWhenSomebodySignsIn() {
        browser.signIn(tenant.admin().token());
        String planted = browser.cookie(SessionCookies.NAME);
        String csrf = browser.cookie("XSRF-TOKEN");

        browser.signIn(tenant.as("TENANT_VIEWER").token(), "X-XSRF-TOKEN", csrf);

        assertThat(browser.get(ME).text("/role")).isEqualTo("TENANT_VIEWER");
        assertThat(browser.cookie(SessionCookies.NAME)).isNotEqualTo(planted);
        assertThat(browser.cookie("XSRF-TOKEN")).isNotEqualTo(csrf);
        Browser attacker = new Browser(nobody());
        attacker.plant(SessionCookies.NAME, planted);
        assertThat(attacker.get(ME).status()).isEqualTo(401);
    }

    @Test
    void anIdOutOfTheDatabaseIsNoCookie() {
        browser.signIn(tenant.admin().token());
        String cookie = browser.cookie(SessionCookies.NAME);
        String id = cookie.substring(0, cookie.indexOf('.'));
        assertThat(database.jdbc()
                        .sql("select count(*) from web_session where session_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        Browser thief = new Browser(nobody());

        for (String forged : new String[] {id, id + ".", id + ".AAAA", "." + id, "x".repeat(5000)}) {
            thief.plant(SessionCookies.NAME, forged);
            assertThat(thief.get(ME).status()).as(forged).isEqualTo(401);
        }
    }

    /** Each is a query before anybody knows who asks, and the cookie of a session that has ended stays signed. */
    @Test
    void ofManyCookiesOneIsLookedUp() {
        SessionCookies cookies = new SessionCookies(fingerprints, false);
        Cookie[] shown = IntStream.range(0, 100)
                .mapToObj(number -> {
                    MockHttpServletResponse response = new MockHttpServletResponse();
                    cookies.writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "id-" + number));
                    return response.getCookie(SessionCookies.NAME);
                })
                .toArray(Cookie[]::new);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(shown);

        assertThat(cookies.readCookieValues(request)).containsExactly("id-0");
    }

    @Test
    void aSessionEndsWithItsToken() {
        Answer token = tenant.admin().post(tenant.path("/tokens"), TOKEN);
        browser.signIn(token.text("/secret"));
        assertThat(browser.get(ME).status()).isEqualTo(200);

        tenant.admin().delete(tenant.path("/tokens/" + token.text("/id")));

        assertThat(browser.get(ME).status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItsTokenExpires() {
        Instant end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        Answer token = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "ends soon", "role": "TENANT_VIEWER", "expiresAt": "%s"}""".formatted(end));
        assertThat(browser.signIn(token.text("/secret")).text("/expiresAt")).isEqualTo(token.text("/expiresAt"));

        await().atMost(Duration.ofSeconds(15)).until(() -> browser.get(ME).status() == 401);
    }

    @Test
    void aSessionThatNobodyUsesEnds() {
        browser.signIn(tenant.admin().token());
        String cookie = browser.cookie(SessionCookies.NAME);

        database.jdbc()
                .sql("update web_session set last_access_time = last_access_time - 1801000 where session_id = :id")
                .param("id", cookie.substring(0, cookie.indexOf('.')))
                .update();

        assertThat(browser.get(ME).status()).isEqualTo(401);
    }

    /** Else the requests of one session wait for one row, each with a connection to the database. */
    @Test
    void thatASessionIsUsedIsWrittenDownOnceAMinute() {
        browser.signIn(tenant.admin().token());
        String cookie = browser.cookie(SessionCookies.NAME);
        String id = cookie.substring(0, cookie.indexOf('.'));
        String begun = written(id);

        browser.get(ME);
        assertThat(written(id)).isEqualTo(begun);
        database.jdbc()
                .sql("update web_session set last_access_time = last_access_time - 61000 where session_id = :id")
                .param("id", id)
                .update();
        String before = written(id);
        browser.get(ME);
        assertThat(written(id)).isNotEqualTo(before);
    }

    /** The row's version, which any update changes. */
    private String written(String session) {
        return database.jdbc()
                .sql("select xmin::text from web_session where session_id = :id")
                .param("id", session)
                .query(String.class)
                .single();
    }

    @Test
    void aSessionEndsWithItsTenant() {
        browser.signIn(tenant.admin().token());

        operator().delete(tenant.path(""));

        assertThat(browser.get(ME).status()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsGoodForNothingSignsNobodyIn() {
        Answer refused = browser.signIn(NewToken.text());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/token");
        assertThat(browser.cookie(SessionCookies.NAME)).isEmpty();
    }
}
