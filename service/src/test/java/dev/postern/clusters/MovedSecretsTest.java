package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.ClientCertificate;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.secrets.SealedColumn;
import dev.postern.secrets.SecretBox;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever can write to the database, but has no key, moves ciphertexts to where they would be shown to somebody else. */
class MovedSecretsTest extends PosternTest {

    private static final String COPY = "update cluster set %s = :sealed where tenant_id = :tenant and id = :id";

    @Autowired
    private Clusters clusters;

    @Autowired
    private SecretBox box;

    @Autowired
    private SystemDatabase everything;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final TestPem client = TestPem.create("EC");
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void twoTenants() {
        acme = newTenant();
        globex = newTenant();
    }

    /** What cannot be opened would trouble whatever else looks at all clusters of this service. */
    @AfterEach
    void deleteTheClusters() {
        for (TestTenant tenant : List.of(acme, globex)) {
            tenant.admin()
                    .get(tenant.path("/clusters"))
                    .json()
                    .path("items")
                    .forEach(cluster -> assertThat(tenant.admin()
                                    .delete(tenant.path(
                                            "/clusters/" + cluster.path("id").asString()))
                                    .status())
                            .isEqualTo(204));
        }
    }

    @Test
    void aSecretOpensWhereItWasPut() {
        String cluster = cluster(acme, "mine");

        ClusterSecurity opened = open(acme, cluster);

        assertThat(Optional.ofNullable(opened.login()).map(Login::password)).contains(Secret.of("password of mine"));
        assertThat(Optional.ofNullable(opened.clientCertificate()).map(ClientCertificate::privateKey))
                .contains(Secret.of(client.key()));
    }

    @Test
    void inAnotherRowOfTheSameTenantItDoesNotOpen() {
        String from = cluster(acme, "from");
        String to = cluster(acme, "to");

        write(acme, to, "password_sealed", read(from, "password_sealed"));

        doesNotOpen(acme, to);
        assertThat(open(acme, from).login()).isNotNull();
    }

    @Test
    void inAnotherColumnOfTheSameRowItDoesNotOpen() {
        String cluster = cluster(acme, "mixed");

        write(acme, cluster, "password_sealed", read(cluster, "client_key_sealed"));

        doesNotOpen(acme, cluster);
    }

    @Test
    void inARowOfAnotherTenantItDoesNotOpen() {
        String from = cluster(acme, "theirs");
        String to = cluster(globex, "ours");

        write(globex, to, "password_sealed", read(from, "password_sealed"));

        doesNotOpen(globex, to);
    }

    @Test
    void inARowOfAnotherTenantWithTheVerySameIdItDoesNotOpen() {
        String id = cluster(acme, "twin");

        asTenant(
                globex,
                () -> jdbc.sql("""
                        insert into cluster
                            (tenant_id, id, name, bootstrap, protocol, mechanism, username, password_sealed)
                        values (:tenant, :id, 'twin', '{b-1.kafka.acme.internal:9092}', 'SASL_PLAINTEXT', 'PLAIN', 'u',
                            :sealed)
                        """)
                        .param("tenant", globex.id())
                        .param("id", id)
                        .param("sealed", read(id, "password_sealed"))
                        .update());

        doesNotOpen(globex, id);
        assertThat(open(acme, id).login()).isNotNull();
    }

    @Test
    void inAnotherTableItDoesNotOpen() {
        TenantId tenant = TenantId.of(acme.id());
        byte[] sealed = box.seal(Secret.of("x"), new SealedColumn("bastion", "password_sealed").of(tenant, "same_1"));

        assertThatThrownBy(() -> box.open(sealed, new SealedColumn("cluster", "password_sealed").of(tenant, "same_1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster.password_sealed of " + tenant + " same_1");
    }

    @Test
    void aChangedByteIsNoticed() {
        String cluster = cluster(acme, "bent");
        byte[] sealed = read(cluster, "password_sealed");
        sealed[sealed.length - 1] ^= 1;

        write(acme, cluster, "password_sealed", sealed);

        doesNotOpen(acme, cluster);
    }

    /** A patch that keeps the secrets would seal them anew, for where they are now: it has to open them first. */
    @Test
    void aPatchDoesNotMakeAMovedSecretGoodAgain() {
        String from = cluster(acme, "origin");
        String to = cluster(globex, "thief");
        write(globex, to, "password_sealed", read(from, "password_sealed"));

        Answer patched = globex.admin().patch(globex.path("/clusters/" + to), """
                {"name": "renamed", "bootstrap": ["listener.thief.example:9092"]}""");

        assertThat(patched.status()).as(patched.body()).isEqualTo(422);
        assertThat(patched.text("/errors/0/pointer")).isEqualTo("/security/password");
        assertThat(patched.text("/errors/0/detail")).contains("send it again");
        assertThat(patched.text("/errors/1/pointer")).isEqualTo("/security/clientKey");
        assertThat(patched.body()).doesNotContain("password of origin").doesNotContain(acme.id());
        doesNotOpen(globex, to);
    }

    @Test
    void aClusterWhoseSecretsDoNotOpenIsGoodAgainOnceTheyAreGivenAnew() {
        String cluster = cluster(acme, "mended");
        write(acme, cluster, "password_sealed", read(cluster, "client_key_sealed"));

        Answer patched = acme.admin().patch(acme.path("/clusters/" + cluster), """
                {"name": "good again", "security": {"password": "another password", "clientKey": "%s"}}""".formatted(
                        client.key().replace("\n", "\\n")));

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.text("/name")).isEqualTo("good again");
        assertThat(Optional.ofNullable(open(acme, cluster).login()).map(Login::password))
                .contains(Secret.of("another password"));
        Answer log = acme.admin().get(acme.path("/audit"));
        assertThat(log.text("/items/0/action")).isEqualTo("cluster.updated");
        assertThat(log.text("/items/0/after/security/password")).isEqualTo("changed");
    }

    private void doesNotOpen(TestTenant tenant, String cluster) {
        assertThatThrownBy(() -> open(tenant, cluster))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(tenant.id() + " " + cluster)
                .message()
                .doesNotContain("password of");
    }

    private ClusterSecurity open(TestTenant tenant, String cluster) {
        return TenantScope.call(
                TenantId.of(tenant.id()),
                () -> clusters.security(ClusterId.of(cluster)).orElseThrow());
    }

    private byte[] read(String cluster, String column) {
        return everything
                .jdbc()
                .sql("select %s from cluster where id = :id order by created_at limit 1".formatted(column))
                .param("id", cluster)
                .query(byte[].class)
                .single();
    }

    private void write(TestTenant tenant, String cluster, String column, byte[] sealed) {
        int written = asTenant(
                tenant,
                () -> jdbc.sql(COPY.formatted(column))
                        .param("sealed", sealed)
                        .param("tenant", tenant.id())
                        .param("id", cluster)
                        .update());
        assertThat(written).isEqualTo(1);
    }

    private <T> T asTenant(TestTenant tenant, java.util.function.Supplier<T> work) {
        return TenantScope.call(
                TenantId.of(tenant.id()), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private String cluster(TestTenant tenant, String name) {
        Answer created = tenant.admin().post(tenant.path("/clusters"), """
                {"name": "%s", "bootstrap": ["b-1.kafka.acme.internal:9092"],
                 "security": {"protocol": "SASL_SSL", "mechanism": "PLAIN", "username": "u",
                              "password": "password of %s", "clientCertificate": "%s", "clientKey": "%s"},
                 "routes": []}""".formatted(
                        name,
                        name,
                        client.certificate().replace("\n", "\\n"),
                        client.key().replace("\n", "\\n")));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
