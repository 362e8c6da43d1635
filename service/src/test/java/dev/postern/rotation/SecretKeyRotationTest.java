package dev.postern.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.secrets.SealedColumn;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator does to have all stored secrets encrypted with a new key. */
class SecretKeyRotationTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PATH = "/api/v1/secret-key-rotations";

    @Autowired
    private Clusters clusters;

    @Autowired
    private SystemDatabase database;

    @Autowired
    private List<SealedColumn> declared;

    /** Other tests of this service may have started one. */
    @BeforeEach
    void noneIsUnderWay() {
        await().atMost(LIMIT).until(() -> !operator().get(PATH).body().contains("\"finishedAt\":null"));
    }

    @Test
    void secretsThatAreWrittenBeforeDuringAndAfterARotationAreRead() {
        TestTenant tenant = newTenant();
        List<String> ids = new ArrayList<>();
        ids.add(cluster(tenant, "before"));
        List<String> former = keys();

        Answer started = operator().post(PATH, null);

        assertThat(started.status()).as(started.body()).isEqualTo(202);
        assertThat(started.text("/state")).isEqualTo("REQUESTED");
        assertThat(started.header("Location")).contains(PATH + "/" + started.text("/id"));
        Answer done = await().atMost(LIMIT)
                .until(
                        () -> {
                            ids.add(cluster(tenant, "during-" + ids.size()));
                            return operator().get(PATH + "/" + started.text("/id"));
                        },
                        seen -> seen.text("/state").equals("COMPLETED"));
        ids.add(cluster(tenant, "after"));
        assertThat(done.json().path("resealed").asInt()).isPositive();
        assertThat(done.json().path("remaining").asInt()).isZero();
        assertThat(done.text("/startedBy")).startsWith("tok_");
        assertThat(done.text("/finishedAt")).isNotEmpty();
        for (String id : ids) {
            assertThat(password(tenant, id)).isEqualTo(Secret.of("top-secret"));
            Answer patched = tenant.admin().patch(tenant.path("/clusters/" + id), """
                    {"name": "renamed-%s"}""".formatted(id.substring(4)));
            assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        }
        assertThat(keys()).containsExactly(done.text("/keyId")).doesNotContainAnyElementsOf(former);
        for (SealedColumn column : declared) {
            assertThat(sealedBy(column)).as(column.toString()).isSubsetOf(done.text("/keyId"));
        }
        assertThat(operator().get(PATH).text("/items/0/id")).isEqualTo(started.text("/id"));
    }

    @Test
    void startingTwiceAnswersTheOneThatIsUnderWayOrTheOneOfTheSameKey() {
        Answer first = operator().post(PATH, null, "Idempotency-Key", "rotate-once");

        Answer again = operator().post(PATH, null, "Idempotency-Key", "rotate-once");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        await().atMost(LIMIT)
                .until(() -> operator()
                        .get(PATH + "/" + first.text("/id"))
                        .text("/state")
                        .equals("COMPLETED"));
        assertThat(operator().post(PATH, null, "Idempotency-Key", "rotate-once").text("/id"))
                .isEqualTo(first.text("/id"));
    }

    @Test
    void onlyAnAdministratorOfTheOperatorMayStartOrReadOne() {
        TestTenant tenant = newTenant();
        String viewer = operator().post("/api/v1/tokens", """
                {"name": "viewer", "role": "OPERATOR_VIEWER"}""").text("/secret");

        assertThat(nobody().post(PATH, null).status()).isEqualTo(401);
        for (String method : List.of("GET", "POST")) {
            assertThat(tenant.admin().send(method, PATH, null).status())
                    .as(method)
                    .isEqualTo(403);
            assertThat(tenant.as("DATA_PLANE").send(method, PATH, null).status())
                    .as(method)
                    .isEqualTo(403);
            assertThat(operator().as(viewer).send(method, PATH, null).status())
                    .as(method)
                    .isEqualTo(403);
        }
    }

    @Test
    void aRotationThatDoesNotExistIsNotFound() {
        Answer answer = operator().get(PATH + "/rot_01jd3v8m0q5x7zk2w4n6p8r0t1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/detail")).contains("rotation");
    }

    /** A new table with secrets in it must take part, or its secrets would be lost with the former key: no key, no go. */
    @Test
    void everySealedColumnIsDeclaredAndKeepsItsKey() {
        List<String> columns = database.jdbc().sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and column_name like '%\\_sealed'
                        """).query(String.class).list();
        List<String> kept = database.jdbc().sql("""
                        select conrelid::regclass::text || '.' || attname from pg_constraint
                        join pg_attribute on attrelid = conrelid and attnum = conkey[1]
                        where contype = 'f' and confrelid = 'secret_key'::regclass
                        """).query(String.class).list();

        assertThat(declared.stream().map(SealedColumn::toString))
                .containsExactlyInAnyOrderElementsOf(columns)
                .isNotEmpty();
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        columns.stream().map(column -> column + "_by").toList());
    }

    private Secret password(TestTenant tenant, String cluster) {
        return TenantScope.call(
                TenantId.of(tenant.id()),
                () -> clusters.security(ClusterId.of(cluster))
                        .map(security -> Objects.requireNonNull(security.login()))
                        .map(Login::password)
                        .orElseThrow());
    }

    private String cluster(TestTenant tenant, String name) {
        Answer created = tenant.admin().post(tenant.path("/clusters"), """
                {"name": "%s", "bootstrap": ["b-1.kafka.acme.internal:9092"], "routes": [],
                 "security": {"protocol": "SASL_PLAINTEXT", "mechanism": "PLAIN", "username": "u",
                              "password": "top-secret"}}""".formatted(name));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private List<String> keys() {
        return database.jdbc()
                .sql("select encode(id, 'hex') from secret_key where purpose = 'ENCRYPTION'")
                .query(String.class)
                .list();
    }

    private List<String> sealedBy(SealedColumn column) {
        return database.jdbc()
                .sql("select distinct encode(substring(%1$s from 6 for 4), 'hex') from %2$s where %1$s is not null"
                        .formatted(column.column(), column.table()))
                .query(String.class)
                .list();
    }
}
