package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A tenant with a connection that is available and a cluster of real brokers behind it.
 *
 * @param id of the cluster
 */
public record ValidatedCluster(TestTenant tenant, TenantKafka kafka, String connection, String id) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    static ValidatedCluster plaintext(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers) {
        return create(tenant, sandbox, brokers, 9092, TenantKafka.PLAINTEXT_BASE, """
                {"protocol": "PLAINTEXT"}""");
    }

    /** With a log-in over TLS. */
    public static ValidatedCluster saslSsl(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers, String password) {
        return create(tenant, sandbox, brokers, 9094, TenantKafka.SASL_SSL_BASE, """
                {"protocol": "SASL_SSL", "mechanism": "SCRAM-SHA-512", "username": "postern", "password": "%s",
                 "caCertificates": "%s"}""".formatted(
                        password, brokers.caCertificatePem().replace("\n", "\\n")));
    }

    private static ValidatedCluster create(
            TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers, int port, int base, String security) {
        TenantKafka kafka = behindPrivateLink(sandbox, brokers);
        String connection = connect(tenant, sandbox, kafka);
        String cluster = created(
                tenant, "/clusters", """
                {"name": "orders", "bootstrap": ["b-1.kafka.acme.internal:%d"], "security": %s,
                 "routes": [
                   {"match": {"address": "b-1.kafka.acme.internal:%d"}, "connectionId": "%s",
                    "port": {"kind": "FIXED", "value": %d}},
                   {"match": {"nodeIds": "2-9"}, "connectionId": "%s",
                    "port": {"kind": "NODE_ID_PLUS", "value": %d}}]}""".formatted(port, security, port, connection, base + 1, connection, base));
        return new ValidatedCluster(tenant, kafka, connection, cluster);
    }

    static TenantKafka behindPrivateLink(Sandbox sandbox, KafkaBrokers brokers) {
        TenantKafka kafka =
                TenantKafka.behindPrivateLink(sandbox, Account.ACME, "validated-" + NAMES.incrementAndGet(), brokers);
        sandbox.aws().allow(kafka.serviceName(), "*");
        return kafka;
    }

    /** Makes a connection, accepts its endpoint, and answers its id once it is available. */
    static String connect(TestTenant tenant, Sandbox sandbox, TenantKafka kafka) {
        return connect(tenant, sandbox, kafka, endpoint -> {});
    }

    /** @param beforeAcceptance what is done with the endpoint's id while AWS waits for the tenant */
    static String connect(TestTenant tenant, Sandbox sandbox, TenantKafka kafka, Consumer<String> beforeAcceptance) {
        String connection = created(
                tenant, "/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "serviceName": "%s",
                 "availabilityZones": ["use1-az1", "use1-az2"]}""".formatted(kafka.loadBalancer().name(), kafka.serviceName()));
        String endpoint = awaitReason(tenant, connection, "ENDPOINT_ACCEPTANCE").text("/endpoint/id");
        beforeAcceptance.accept(endpoint);
        sandbox.aws().accept(endpoint);
        awaitReason(tenant, connection, "READY");
        return connection;
    }

    /** Returns once Postern knows so many brokers of the cluster. */
    ValidatedCluster awaitBrokers(int number) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tenant.admin()
                                .get(path() + "/resolver-mapping")
                                .json()
                                .path("entries")
                                .valueStream()
                                .filter(entry -> entry.path("nodeId").isInt())
                                .count()
                        == number);
        return this;
    }

    String path() {
        return tenant.path("/clusters/" + id);
    }

    /** Starts a run and answers its id. */
    String start() {
        Answer started = tenant.admin().post(path() + "/validations", "");
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        return started.text("/id");
    }

    Answer read(String validation) {
        return tenant.admin().get(path() + "/validations/" + validation);
    }

    Answer awaitEnd(String validation) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> read(validation), run -> !run.text("/state").equals("RUNNING"));
    }

    public Answer validate() {
        return awaitEnd(start());
    }

    /** The check of that id; a missing node if it has not ended. */
    static JsonNode check(Answer run, String id) {
        return run.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("id").asString().equals(id))
                .findFirst()
                .orElseGet(() -> run.json().path("no such check"));
    }

    static String outcome(Answer run, String id) {
        return check(run, id).path("outcome").asString("");
    }

    private static Answer awaitReason(TestTenant tenant, String connection, String reason) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> tenant.admin().get(tenant.path("/connections/" + connection)),
                        answer -> answer.text("/reason").equals(reason));
    }

    static String created(TestTenant tenant, String path, String body) {
        Answer created = tenant.admin().post(tenant.path(path), body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
