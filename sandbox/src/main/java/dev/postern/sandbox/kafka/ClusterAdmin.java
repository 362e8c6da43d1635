package dev.postern.sandbox.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;

/** Administration of a running cluster, as anybody who may do everything. */
final class ClusterAdmin {

    private static final long SECONDS = 30;
    private static final int SCRAM_ITERATIONS = 4_096;

    private final String bootstrapServers;

    ClusterAdmin(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** @param assignment the node ids of each partition's replicas, the first being the preferred leader */
    void createTopic(String name, Map<Integer, List<Integer>> assignment) {
        run(
                "make topic " + name,
                admin -> admin.createTopics(List.of(new NewTopic(name, assignment)))
                        .all());
    }

    /** Has a broker show another certificate on its listeners with TLS, from a moment later on. */
    void showCertificate(int nodeId, PemKeyPair certificate) {
        Collection<AlterConfigOp> changes = Listener.withTls().stream()
                .flatMap(listener -> Stream.of(
                        change(listener, "certificate.chain", certificate.certificateChain()),
                        change(listener, "key", certificate.privateKey())))
                .toList();
        var broker = new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(nodeId));
        run(
                "change the certificate of broker " + nodeId,
                admin -> admin.incrementalAlterConfigs(Map.of(broker, changes)).all());
    }

    private static AlterConfigOp change(Listener listener, String what, String value) {
        return new AlterConfigOp(
                new ConfigEntry(listener.propertyPrefix() + "ssl.keystore." + what, value), AlterConfigOp.OpType.SET);
    }

    void allow(Set<AclBinding> bindings) {
        run("allow " + bindings, admin -> admin.createAcls(bindings).all());
    }

    void forbid(Set<AclBinding> bindings) {
        run(
                "take back " + bindings,
                admin -> admin.deleteAcls(
                                bindings.stream().map(AclBinding::toFilter).toList())
                        .all());
    }

    /** For SCRAM only: the passwords of PLAIN are in the brokers' configuration. */
    void changePassword(String user, String password) {
        // A request may change one credential of a user.
        for (var mechanism : List.of(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)) {
            var change = new UserScramCredentialUpsertion(
                    user, new ScramCredentialInfo(mechanism, SCRAM_ITERATIONS), password);
            run(
                    "change the password of " + user,
                    admin -> admin.alterUserScramCredentials(List.of(change)).all());
        }
    }

    private interface Work {
        KafkaFuture<?> begin(Admin admin);
    }

    private void run(String what, Work work) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            work.begin(admin).get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; cannot " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot " + what, e);
        }
    }
}
