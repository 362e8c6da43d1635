package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.OtherReplica;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** People and programs that an OIDC issuer vouches for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest extends PosternTest {

    private static final String ME = "/api/v1/me";
    private static final String BEGIN = "/oauth2/authorization/postern";
    private static final UnaryOperator<JWTClaimsSet.Builder> OPERATOR =
            claims -> claims.claim("postern_role", "OPERATOR_VIEWER");

    private TestIssuer issuer;
    private OtherReplica service;
    private Answer whileTheIssuerWasAway;
    private Answer tokenWhileTheIssuerWasAway;
    private Answer logInWhileTheIssuerWasAway;
    private TestTenant tenant;

    @BeforeAll
    void aServiceThatIsStartedWhileItsIssuerIsAway() {
        issuer = new TestIssuer();
        service = otherReplica(Map.of(
                "postern.oidc.issuer", issuer.uri(),
                "postern.oidc.audience", TestIssuer.AUDIENCE,
                "postern.oidc.client-id", TestIssuer.CLIENT_ID,
                "postern.oidc.client-secret", TestIssuer.CLIENT_SECRET));
        whileTheIssuerWasAway = bearer(issuer.token(OPERATOR)).get(ME);
        tokenWhileTheIssuerWasAway = bearer(operator().token()).get(ME);
        logInWhileTheIssuerWasAway = service.nobody().get(BEGIN);
        issuer.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bearer(issuer.token(OPERATOR)).get(ME).status() == 200);
    }

    @AfterAll
    void stop() {
        service.close();
        issuer.close();
    }

    @BeforeEach
    void aTenant() {
        tenant = newTenant();
    }

    @Test
    void whileTheIssuerIsAwayItsTokensWaitAndOursWork() {
        assertThat(whileTheIssuerWasAway.status()).isEqualTo(503);
        assertThat(logInWhileTheIssuerWasAway.status()).isEqualTo(503);
        assertThat(tokenWhileTheIssuerWasAway.status()).isEqualTo(200);
    }

    @Test
    void theClaimsSayWhoSomebodyIsAndWhatOneMayDo() {
        Api alice = bearer(issuer.token(this::tenantAdmin));

        Answer me = alice.get(ME);

        assertThat(me.text("/actor")).isEqualTo("oidc:alice-1");
        assertThat(me.text("/name")).isEqualTo("Alice");
        assertThat(me.text("/role")).isEqualTo("TENANT_ADMIN");
        assertThat(me.text("/tenantId")).isEqualTo(tenant.id());
        assertThat(me.json().path("tokenId").isNull()).isTrue();
        assertThat(alice.get(tenant.path("/tokens")).status()).isEqualTo(200);
        assertThat(alice.get(newTenant().path("/tokens")).status()).isEqualTo(404);
        assertThat(alice.get("/api/v1/tenants").status()).isEqualTo(403);
    }

    @Test
    void aRoleMayStandAmongOthersInAList() {
        Answer me = bearer(issuer.token(claims -> claims.claim("postern_role", List.of("staff", "OPERATOR_VIEWER"))))
                .get(ME);

        assertThat(me.text("/role")).isEqualTo("OPERATOR_VIEWER");
    }

    private record Refused(String token, String detail) {}

    @TestFactory
    Stream<DynamicTest> whatTheIssuerDidNotSayInThisFormIsRefusedWithTheReason() {
        String other = "https://elsewhere.example";
        Date earlier = Date.from(Instant.now().minusSeconds(7200));
        Date past = Date.from(Instant.now().minusSeconds(3600));
        return Map.<String, Refused>ofEntries(
                        Map.entry("another issuer", good(claims -> claims.issuer(other), "iss")),
                        Map.entry("another audience", good(claims -> claims.audience(other), "aud")),
                        Map.entry("no audience", good(claims -> claims.audience(List.of()), "aud")),
                        Map.entry(
                                "expired",
                                good(claims -> claims.issueTime(earlier).expirationTime(past), "expired")),
                        Map.entry("never expires", good(claims -> claims.expirationTime(null), "exp")),
                        Map.entry("unsigned", new Refused(issuer.unsigned(OPERATOR), "signed")),
                        Map.entry("by a stranger", new Refused(issuer.signedByAStranger(OPERATOR), "signed")),
                        Map.entry(
                                "public key as secret", new Refused(issuer.signedWithThePublicKey(OPERATOR), "signed")),
                        Map.entry(
                                "algorithm not allowed",
                                new Refused(issuer.signedWith(JWSAlgorithm.RS512, OPERATOR), "signed")),
                        Map.entry("cut off", new Refused(issuer.token(OPERATOR).replaceFirst(".$", ""), "signed")),
                        Map.entry("no JWT at all", new Refused("abc", "pst_")),
                        Map.entry("no role", good(claims -> claims.claim("postern_role", null), "postern_role")),
                        Map.entry("unknown role", good(claims -> claims.claim("postern_role", "KING"), "postern_role")),
                        Map.entry(
                                "two roles",
                                good(
                                        claims -> claims.claim(
                                                "postern_role", List.of("OPERATOR_ADMIN", "OPERATOR_VIEWER")),
                                        "postern_role")),
                        Map.entry(
                                "data plane without a tenant",
                                good(claims -> claims.claim("postern_role", "DATA_PLANE"), "postern_tenant")),
                        Map.entry("subject with NUL", good(claims -> claims.subject("alice\u0000"), "sub")),
                        Map.entry("subject written backwards", good(claims -> claims.subject("\u202Eecila"), "sub")),
                        Map.entry("no subject", good(claims -> claims.subject(null), "sub")),
                        Map.entry("no id of a tenant", good(claims -> claims.claim("postern_tenant", "acme"), "tnt_")),
                        Map.entry(
                                "unknown tenant",
                                good(
                                        claims -> claims.claim(
                                                "postern_tenant",
                                                dev.postern.foundation.TenantId.next()
                                                        .value()),
                                        "postern_tenant")),
                        Map.entry(
                                "operator of a tenant",
                                good(claims -> claims.claim("postern_tenant", tenant().id()), "no tenant's")),
                        Map.entry(
                                "tenant's role without a tenant",
                                good(claims -> claims.claim("postern_role", "TENANT_ADMIN"), "no tenant")))
                .entrySet()
                .stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    Answer answer = bearer(one.getValue().token()).get(ME);

                    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
                    assertThat(answer.text("/detail")).contains(one.getValue().detail());
                }));
    }

    @Test
    void howeverManyKeysAreMadeUpTheirTokensAreRefusedAndGoodOnesWork() {
        List<Answer> madeUp = Stream.generate(UUID::randomUUID)
                .limit(8)
                .map(key ->
                        bearer(issuer.signedAsWith(key.toString(), OPERATOR)).get(ME))
                .toList();

        assertThat(madeUp).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.text("/detail")).contains("signed");
        });
        assertThat(bearer(issuer.token(OPERATOR)).get(ME).status()).isEqualTo(200);
    }

    @Test
    void theDataPlaneOfATenantIsVouchedFor() {
        Answer me = bearer(issuer.token(claims -> tenantAdmin(claims).claim("postern_role", "DATA_PLANE")))
                .get(ME);

        assertThat(me.text("/role")).isEqualTo("DATA_PLANE");
        assertThat(me.text("/tenantId")).isEqualTo(tenant.id());
    }

    @TestFactory
    Stream<DynamicTest> anIdTokenThatIsNotForThisLogInSignsNobodyIn() {
        return Map.<String, UnaryOperator<JWTClaimsSet.Builder>>of(
                        "of another log-in", claims -> claims.claim("nonce", "of-another-log-in"),
                        "of no log-in", claims -> claims.claim("nonce", null),
                        "for another client", claims -> claims.audience("another-client"),
                        "of another issuer", claims -> claims.issuer("https://elsewhere.example"),
                        "expired",
                                claims -> claims.expirationTime(
                                        Date.from(Instant.now().minusSeconds(3600))))
                .entrySet()
                .stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    issuer.says(Map.of("postern_role", "OPERATOR_VIEWER"));
                    issuer.spoilsIdTokens(one.getValue());
                    Browser browser = new Browser(service.nobody());

                    Answer back = browser.get(logIn(browser));

                    assertNobodySignedIn(browser, back);
                }));
    }

    @Test
    void aCallbackWithAnotherStateSignsNobodyIn() {
        issuer.says(Map.of("postern_role", "OPERATOR_VIEWER"));
        Browser browser = new Browser(service.nobody());
        String callback = logIn(browser);

        Answer back = browser.get(callback.replaceFirst("state=[^&]*", "state=of-another-log-in"));

        assertNobodySignedIn(browser, back);
    }

    @Test
    void aCodeThatWasGivenToAnotherLogInSignsNobodyIn() {
        issuer.says(Map.of("postern_role", "OPERATOR_VIEWER"));
        Browser browser = new Browser(service.nobody());
        String callback = logIn(browser);
        String another = TestIssuer.parameters(
                        URI.create(logIn(new Browser(service.nobody()))).getRawQuery())
                .get("code");

        Answer back = browser.get(callback.replaceFirst("code=[^&]*", "code=" + another));

        assertNobodySignedIn(browser, back);
        assertThat(back.text("/detail")).as("PKCE").contains("invalid_grant");
    }

    private static void assertNobodySignedIn(Browser browser, Answer back) {
        assertThat(back.status()).as(back.body()).isEqualTo(401);
        assertThat(back.text("/detail")).contains("log-in did not succeed");
        assertThat(browser.cookie(SessionCookies.NAME)).isEmpty();
        assertThat(browser.get(ME).status()).isEqualTo(401);
    }

    @Test
    void whoLogsInWithTheIssuerHasASession() {
        issuer.says(Map.of("postern_role", "TENANT_ADMIN", "postern_tenant", tenant.id()));
        Browser browser = new Browser(service.nobody());
        String callback = logIn(browser);

        Answer back = browser.get(callback);

        assertThat(back.status()).as(back.body()).isEqualTo(302);
        assertThat(back.header("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/"));
        assertThat(browser.get(ME).text("/actor")).isEqualTo("oidc:alice-1");
        assertThat(browser.get(ME).text("/sessionIdleSeconds")).isEqualTo("1800");
        Answer created = browser.change("POST", tenant.path("/tokens"), """
                {"name": "by alice", "role": "DATA_PLANE"}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(new Browser(service.nobody()).get(callback).status())
                .as("in another browser")
                .isEqualTo(401);
        operator().delete(tenant.path(""));
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.get(ME).status() == 401);
    }

    @Test
    void theConsoleIsToldWhereLogInBegins() {
        assertThat(service.nobody().get("/api/v1/session").text("/issuer")).isEqualTo("/oauth2/authorization/postern");
        assertThat(nobody().get("/api/v1/session").json().path("issuer").isNull())
                .as("of a service without an issuer")
                .isTrue();
    }

    @Test
    void theLogInIsBoundToTheBrowserByStateNonceAndPkce() {
        Answer begun = new Browser(service.nobody()).get(BEGIN);

        Map<String, String> asked = TestIssuer.parameters(
                URI.create(begun.header("Location").orElseThrow()).getRawQuery());
        assertThat(asked)
                .containsKeys("state", "nonce", "code_challenge")
                .containsEntry("code_challenge_method", "S256");
        assertThat(begun.header("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("POSTERN_LOG_IN=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain(asked.get("state")));
    }

    @Test
    void anIssuerThatHangsUpDuringALogInIsAwayAndTheLogInNotBad() {
        Browser browser = new Browser(service.nobody());
        String back = logIn(browser);
        issuer.hangsUp(true);
        try {
            assertThat(browser.get(back).status()).isEqualTo(503);
        } finally {
            issuer.hangsUp(false);
        }
    }

    @Test
    void whoHasNoRoleHereIsToldSoAfterLoggingIn() {
        issuer.says(Map.of("postern_role", "KING"));
        Browser browser = new Browser(service.nobody());

        Answer back = browser.get(logIn(browser));

        assertThat(back.status()).isEqualTo(401);
        assertThat(back.text("/detail")).contains("postern_role");
        assertThat(browser.cookie(SessionCookies.NAME)).isEmpty();
    }

    /** Through the issuer and back; answers where the browser is sent to in the end. */
    private String logIn(Browser browser) {
        Answer begun = browser.get(BEGIN);
        assertThat(begun.status()).as(begun.body()).isEqualTo(302);
        Answer there = new Api(URI.create(issuer.uri()), "")
                .get(begun.header("Location").orElseThrow());
        return there.header("Location").orElseThrow();
    }

    private TestTenant tenant() {
        return newTenant();
    }

    private JWTClaimsSet.Builder tenantAdmin(JWTClaimsSet.Builder claims) {
        return claims.claim("postern_role", "TENANT_ADMIN").claim("postern_tenant", tenant.id());
    }

    private Refused good(UnaryOperator<JWTClaimsSet.Builder> change, String detail) {
        return new Refused(issuer.token(claims -> change.apply(OPERATOR.apply(claims))), detail);
    }

    private Api bearer(String token) {
        return service.nobody().as(token);
    }
}
