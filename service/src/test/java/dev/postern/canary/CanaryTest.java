package dev.postern.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import dev.postern.access.TestIssuer;
import dev.postern.canary.SecretFields.Operation;
import dev.postern.clusters.CanaryPem;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TestDatabase;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.secrets.KeyMaterial;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.GoodRequests;
import dev.postern.testing.OtherReplica;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import dev.postern.validation.ValidatedCluster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Secrets go through every request that takes one, with everything logged, and are then looked for in logs, answers,
 * metrics, the API document and all rows of all tables. The same search finds secrets that are put there on purpose.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedBrokers.class)
class CanaryTest extends PosternTest {

    private static final Logger log = LoggerFactory.getLogger(CanaryTest.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOGGING = "org.springframework.boot.logging.LoggingSystem";

    /** With letters that no name, address or other field takes where it would be shown. */
    private static final String PASSWORD = "canary/Password=4711:that?nobody!may&see";

    /** Any will do: the sandbox looks at who asks, not at the signature. */
    private static final String AWS_KEY = "canary-AWS-secret-access-key-4711";

    private final Canaries canaries = new Canaries();
    private final CanaryPem pem = CanaryPem.create();
    private final List<String> told = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final KafkaBrokers brokers;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private SystemDatabase database;

    @Autowired
    private ApplicationContext context;

    private TestIssuer issuer;
    private OtherReplica service;
    private List<String> toldAtTheStart;
    private Logged logged;

    CanaryTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    /** A replica that knows an issuer, and secrets of all kinds that an operator gives it. */
    @BeforeAll
    void start() {
        MapPropertySource world =
                (MapPropertySource) environment.getPropertySources().get("test-world");
        for (String role : List.of("spring.datasource", "spring.flyway", "postern.database.system")) {
            String value = String.valueOf(world.getProperty(role + ".password"));
            if (!value.equals("test-only")) { // in a container
                canaries.add("password of " + role, value);
            }
        }
        canaries.add("operator's token", operator().token());
        canaries.add("client secret", TestIssuer.CLIENT_SECRET);
        canaries.add("AWS key", AWS_KEY);
        canaries.add("password", PASSWORD);
        canaries.add("private key", pem.secretLine());
        issuer = new TestIssuer();
        issuer.start();
        System.setProperty(LOGGING, "none"); // it would set up anew what is listened to
        try (Logged start = new Logged(canaries, environment)) {
            service = otherReplica(Map.of(
                    "postern.oidc.issuer",
                    issuer.uri(),
                    "postern.oidc.audience",
                    TestIssuer.AUDIENCE,
                    "postern.oidc.client-id",
                    TestIssuer.CLIENT_ID,
                    "postern.oidc.client-secret",
                    TestIssuer.CLIENT_SECRET,
                    "postern.privatelink.secret-access-key",
                    AWS_KEY,
                    "postern.kms.secret-access-key",
                    AWS_KEY));
            toldAtTheStart = start.leaks();
            assertThat(start.heard()).anyMatch(name -> name.startsWith("com.zaxxer.hikari"));
        } finally {
            System.clearProperty(LOGGING);
        }
        KeyMaterial.of(context).forEach(canaries::add);
    }

    @AfterAll
    void stop() {
        service.close();
        issuer.close();
    }

    @BeforeEach
    void listen() {
        logged = new Logged(canaries, environment);
    }

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void aReplicaThatStartsTellsNothingOfWhatItIsGiven() {
        assertThat(toldAtTheStart).isEmpty();
    }

    @Test
    void noSecretIsTold() {
        TestTenant made = newTenant();
        TestTenant tenant = new TestTenant(
                made.id(),
                as(canaries.add("tenant's token", made.admin().token())),
                as(operator().token()));
        GoodRequests good = GoodRequests.make(tenant);

        everyRequestThatTakesASecret(good, tenant);
        tokensAreShown(tenant);
        jwtsAreShown();
        logged.lookTwice(this::somebodyLogsIn);
        secretsAreUsed();
        everythingIsRead(good, tenant);

        assertSoftly(softly -> {
            softly.assertThat(logged.leaks()).as("log lines").isEmpty();
            softly.assertThat(told).as("answers").isEmpty();
            softly.assertThat(rows()).as("rows").isEmpty();
        });
        assertThat(statuses).as("requests went all ways").contains(200, 201, 204, 302, 400, 401, 409, 415, 422);
        assertThat(logged.heard())
                .as("everything was logged, so that something could be found")
                .anyMatch(name -> name.startsWith("org.springframework.jdbc"))
                .anyMatch(name -> name.startsWith("org.springframework.security"))
                .anyMatch(name -> name.startsWith("org.springframework.session"))
                .anyMatch(name -> name.startsWith("org.apache.catalina"))
                .anyMatch(name -> name.startsWith("org.postgresql"));
    }

    /** The finder finds what is planted, in each of the places, and in whatever form. */
    @Test
    void aLeakThatIsPlantedIsFound() {
        String secret = canaries.add("planted", "canary-planted-0815-to-be-found");
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        String inside =
                Base64.getEncoder().encodeToString(("{\"a\": \"" + secret + "\"}").getBytes(StandardCharsets.UTF_8));

        log.trace("a password: {}", secret);
        log.debug("thrown", new PosternException(ErrorKind.INTERNAL, secret));
        log.debug("as a cause", new IllegalStateException(new IllegalArgumentException(secret)));
        log.atTrace().addKeyValue("password", secret).log("as a value");
        log.trace("in hexadecimal digits {}", hex);
        log.trace("in the middle of something in base 64: {}", inside);
        try (MDC.MDCCloseable with = MDC.putCloseable("password", secret)) {
            log.trace("beside the line");
        }
        java.util.logging.Logger.getLogger("org.postgresql.planted").finest(secret);
        database.jdbc()
                .sql("""
                        insert into idempotency_key (scope, key, fingerprint, answer)
                        values ('operator', 'canary-bytes', :bytes, '{}'), ('operator', 'canary-text', '', to_jsonb(:text))
                        """)
                .param("bytes", secret.getBytes(StandardCharsets.UTF_8))
                .param("text", Map.of("secret", secret).toString())
                .update();
        List<String> rows = rows();
        database.jdbc()
                .sql("delete from idempotency_key where key like 'canary-%'")
                .update();
        TestTenant tenant = newTenant();
        Answer token = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "planted", "role": "DATA_PLANE"}""");
        canaries.add("planted token", token.text("/secret"));

        assertThat(logged.leaks()).filteredOn(line -> line.contains("planted")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(rows).hasSize(2).allMatch(row -> row.startsWith("public.idempotency_key"));
        assertThat(leaks("an answer", token)).hasSize(1);
    }

    private void everyRequestThatTakesASecret(GoodRequests good, TestTenant tenant) {
        Map<String, Operation> operations =
                SecretFields.of(nobody().get("/v3/api-docs").json());
        assertThat(operations).containsKeys("createSession", "createCluster", "patchCluster");
        List<String> accepted = new ArrayList<>();
        for (Operation operation : operations.values()) {
            GoodRequests.Request request = good.of(operation.id());
            BodiesWithSecrets bodies = BodiesWithSecrets.of(
                    request.body(),
                    operation.fields(),
                    Map.of(
                            "password", PASSWORD,
                            "clientCertificate", pem.certificate(),
                            "clientKey", pem.key(),
                            "token", tenant.admin().token()));
            Answer done = tenant.admin()
                    .send(operation.method(), request.path(), bodies.text(), "Idempotency-Key", operation.id());
            assertThat(done.status()).as("%s -> %s", operation, done).isBetween(200, 201);
            told.addAll(leaks(operation.id(), done));
            for (String wrong : bodies.wrong()) {
                if (ask(tenant.admin(), operation.method(), request.path(), wrong)
                                .status()
                        < 400) {
                    accepted.add(wrong);
                }
            }
            for (String name :
                    List.of("Content-Type", "Accept", "If-Match", "X-Request-Id", "Idempotency-Key", "X-Any")) {
                ask(tenant.admin(), operation.method(), request.path(), bodies.text(), name, PASSWORD);
            }
            ask(tenant.admin(), operation.method(), request.path(), bodies.text(), "Idempotency-Key", operation.id());
            ask(tenant.admin(), operation.method(), request.path(), request.body(), "Idempotency-Key", operation.id());
        }
        assertThat(accepted).as("wrong, and yet accepted").isEmpty();
    }

    private void tokensAreShown(TestTenant tenant) {
        String body = """
                {"name": "canary", "role": "TENANT_VIEWER"}""";
        String path = tenant.path("/tokens");
        Answer created = tenant.admin().post(path, body, "Idempotency-Key", "canary-token");
        String token = canaries.add("new token", created.text("/secret"));
        ask(tenant.admin(), "POST", path, body, "Idempotency-Key", "canary-token");
        for (String shown : List.of(
                token,
                token.substring(0, token.length() - 1),
                token + "0",
                token.toUpperCase(Locale.ROOT),
                "x " + token,
                PASSWORD)) {
            ask(as(shown), "GET", path, null);
            ask(as(""), "POST", "/api/v1/session", "{\"token\": \"" + shown + "\"}");
        }
        ask(as(""), "GET", path, null, "Authorization", "Basic " + token);
        ask(as(""), "GET", path, null, "Authorization", token);
        ask(as(""), "GET", path, null, "Cookie", "POSTERN_SESSION=" + token);
        Browser browser = new Browser(service.nobody());
        browser.signIn(token);
        browses(browser, path);
        ask(tenant.admin(), "DELETE", path + "/" + created.text("/id"), null);
        ask(as(token), "GET", path, null);
    }

    private void jwtsAreShown() {
        String role = "OPERATOR_VIEWER";
        for (String jwt : List.of(
                issuer.token(claims -> claims.claim("postern_role", role)),
                issuer.token(claims -> claims.claim("postern_role", "KING")),
                issuer.token(claims -> claims.claim("postern_role", role).expirationTime(Date.from(Instant.EPOCH))),
                issuer.signedByAStranger(claims -> claims.claim("postern_role", role)))) {
            secretOfJwt(jwt);
            ask(as(jwt), "GET", "/api/v1/me", null);
            ask(as(jwt + "x"), "GET", "/api/v1/me", null);
        }
    }

    private void secretOfJwt(String jwt) {
        canaries.add("JWT " + jwt.hashCode(), jwt.substring(jwt.lastIndexOf('.') + 1));
    }

    private void somebodyLogsIn() {
        for (String role : List.of("OPERATOR_VIEWER", "KING")) {
            issuer.says(Map.of("postern_role", role));
            Browser browser = new Browser(service.nobody());
            Answer begun = browser.get("/oauth2/authorization/postern");
            canaries.add("log-in cookie " + role, browser.cookie("POSTERN_LOG_IN"));
            Answer there = new Api(URI.create(issuer.uri()), "")
                    .get(begun.header("Location").orElseThrow());
            Answer back = browser.get(there.header("Location").orElseThrow());
            statuses.add(back.status());
            told.addAll(leaks("log-in as " + role, back));
            if (back.status() == 302) {
                browses(browser, "/api/v1/tenants");
            }
        }
        List<String> secrets = issuer.secrets();
        assertThat(secrets).hasSize(4);
        secrets.forEach(
                secret -> canaries.add("log-in " + secret.hashCode(), secret.substring(secret.lastIndexOf('.') + 1)));
    }

    private void browses(Browser browser, String path) {
        canaries.add("session " + path, browser.cookie("POSTERN_SESSION"));
        told.addAll(leaks("with a session", browser.get(path)));
        Answer refused = browser.send("POST", path, "{}");
        told.addAll(leaks("with a session, and no CSRF token", refused));
        Answer signedOut = browser.change("DELETE", "/api/v1/session", null);
        statuses.add(signedOut.status());
        told.addAll(leaks("signed out", signedOut));
    }

    /** The password is sent to real brokers, which refuse it; the keys that all secrets are sealed with are replaced. */
    private void secretsAreUsed() {
        ValidatedCluster cluster = ValidatedCluster.saslSsl(newTenant(), sandbox(), brokers, PASSWORD);
        Answer run = cluster.validate();
        assertThat(run.text("/state")).isEqualTo("FAILED");
        told.addAll(leaks("validation", run));
        String path = "/api/v1/secret-key-rotations";
        String id = as(operator().token()).post(path, null).text("/id");
        await().atMost(LIMIT).until(() -> {
            KeyMaterial.of(context).forEach(canaries::add);
            return operator().get(path + "/" + id).text("/state").equals("COMPLETED");
        });
    }

    private void everythingIsRead(GoodRequests good, TestTenant tenant) {
        JsonNode document = nobody().get("/v3/api-docs").json();
        List<String> paths = new ArrayList<>(List.of(
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/actuator/prometheus",
                "/actuator/info",
                "/actuator/health",
                "/actuator/sbom/application",
                "/error"));
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getValue().has("get")) {
                String end = path.getKey().endsWith("/events") ? "?follow=false" : "";
                paths.add(good.fill(path.getKey()) + end);
            }
        }
        for (String path : paths) {
            ask(tenant.operator(), "GET", path, null);
            ask(tenant.admin(), "GET", path, null);
        }
        assertThat(tenant.operator().get("/actuator/prometheus").body()).contains("postern_refusals");
        assertThat(tenant.admin().get(tenant.path("/audit")).body())
                .contains("cluster.created", "\"password\":\"set\"", "session.started");
    }

    private Answer ask(Api api, String method, String path, String body, String... headers) {
        Answer answer = api.send(method, path, body, headers);
        statuses.add(answer.status());
        told.addAll(leaks(method + " " + path + " with " + body, answer));
        return answer;
    }

    private Api as(String token) {
        return service.nobody().as(token);
    }

    /** What of an answer has a secret in it: headers or body. */
    private List<String> leaks(String what, Answer answer) {
        List<String> found =
                canaries.in(answer.body() + answer.response().headers().map());
        return found.isEmpty() ? List.of() : List.of("%s shows %s: %s".formatted(what, found, answer));
    }

    /** Rows of whatever table with a secret in them. */
    private List<String> rows() {
        Map<String, List<String>> tables =
                TestDatabase.everyRow(environment.getRequiredProperty("spring.datasource.url"));
        assertThat(tables)
                .containsKeys(
                        "public.cluster",
                        "public.api_token",
                        "public.event",
                        "public.connection_history",
                        "public.idempotency_key",
                        "public.web_session_attributes",
                        "public.audit_entry",
                        "public.secret_key");
        List<String> leaks = new ArrayList<>();
        tables.forEach((table, rows) -> rows.forEach(row -> {
            List<String> found = canaries.in(row);
            if (!found.isEmpty()) {
                leaks.add("%s holds %s: %s".formatted(table, found, row));
            }
        }));
        return leaks;
    }
}
