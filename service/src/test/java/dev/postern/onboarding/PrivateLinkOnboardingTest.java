package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From nothing to a validated mapping over AWS PrivateLink, by what the API says and nothing else. */
@ExtendWith(SharedBrokers.class)
class PrivateLinkOnboardingTest extends PosternTest {

    private static final Path CLIENTS =
            Path.of("../docs/clients").toAbsolutePath().normalize();

    private final KafkaBrokers brokers;

    @TempDir
    Path directory;

    PrivateLinkOnboardingTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void whoFollowsEveryStepEndsWithAValidatedMappingAndWithClientsThatGetThrough() throws IOException {
        assumeTools();
        TestTenant acme = newTenant();
        LoadBalancer loadBalancer = new LoadBalancer(acme.id().replace('_', '-'));
        String service = sandbox()
                .aws()
                .tenantService(
                        loadBalancer.name(), Account.ACME.id(), "us-east-1", TenantKafka.ZONES, loadBalancer, true);
        Newcomer newcomer = new Newcomer(
                acme, create(acme), directory, new TenantAccount(sandbox(), brokers, loadBalancer, service));
        newcomer.standIn("terraform", service);
        newcomer.standIn("aws", "");
        newcomer.set("KAFKA_BOOTSTRAP", "kafka.acme.internal:9092");

        List<String> taken = newcomer.follow();

        assertThat(taken).containsSubsequence("NAME_SERVICE", "ACCEPT_ENDPOINT", "ADD_CLUSTER");
        JsonNode done = newcomer.read().json();
        assertThat(done.path("nextAction").isNull()).isTrue();
        assertThat(done.path("steps")
                        .valueStream()
                        .map(step -> step.path("state").asString()))
                .containsOnly("DONE");
        assertListenersAreThoseOfTheMapping(acme, newcomer, loadBalancer);
        assertClientsGetThrough(acme, done);
    }

    /** What the kit has a tenant build is what clients are sent to. */
    private static void assertListenersAreThoseOfTheMapping(
            TestTenant acme, Newcomer newcomer, LoadBalancer loadBalancer) {
        String cluster = acme.admin().get(acme.path("/clusters")).text("/items/0/id");
        Answer mapping = acme.admin().get(acme.path("/clusters/" + cluster + "/resolver-mapping"));
        List<Integer> ports = mapping.json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("targetPort").asInt())
                .toList();
        Answer terraform = acme.admin().get(newcomer.path("/onboarding/terraform"));
        assertThat(terraform.header("Content-Type").orElseThrow()).startsWith("text/plain");
        JsonNode locals = Hcl.parse(terraform.body()).at("/locals/0");
        assertThat(locals.path("listeners").propertyNames().stream().map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(ports);
        assertThat(locals.path("bootstrap_listeners").propertyNames()).containsExactly("9091");
        assertThat(loadBalancer.listeners().keySet()).contains(9091).containsAll(ports);
    }

    private void assertClientsGetThrough(TestTenant acme, JsonNode view) throws IOException {
        Map<String, String> environment = Map.of(
                "POSTERN_URL",
                acme.admin().base().toString(),
                "POSTERN_TOKEN",
                acme.as("DATA_PLANE").token());
        for (String broker :
                List.of("broker 1: b-1.kafka.acme.internal:9092", "broker 3: b-3.kafka.acme.internal:9092")) {
            assertThat(kafkaJs(view, environment)).contains(broker);
            assertThat(librdkafka(view, environment)).contains(broker);
        }
    }

    private String kafkaJs(JsonNode view, Map<String, String> environment) throws IOException {
        for (String file : List.of("package.json", "package-lock.json", "postern.js")) {
            Files.writeString(
                    directory.resolve(file),
                    Files.readString(CLIENTS.resolve("kafkajs").resolve(file)));
        }
        String program = write(view, "kafkajs");
        if (!Files.exists(directory.resolve("node_modules"))) {
            Program.run(directory, Map.of(), "", "npm", "ci", "--silent", "--no-audit", "--no-fund")
                    .succeeded();
        }
        return Program.run(directory, environment, "", "node", program)
                .succeeded()
                .output();
    }

    private String librdkafka(JsonNode view, Map<String, String> environment) throws IOException {
        String sources = CLIENTS.resolve("librdkafka").toString();
        String build =
                "cc -std=c11 -D_POSIX_C_SOURCE=200809L -pthread -I%1$s %2$s %1$s/postern.c -o client $(pkg-config --cflags --libs rdkafka libcurl)"
                        .formatted(sources, write(view, "librdkafka"));
        Program.run(directory, Map.of(), build, "bash", "-e").succeeded();
        return Program.run(directory, environment, "", "./client").succeeded().output();
    }

    private String write(JsonNode view, String item) throws IOException {
        JsonNode text = view.path("kit")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(item))
                .findFirst()
                .orElseThrow();
        String file = text.path("fileName").asString();
        Files.writeString(directory.resolve(file), text.path("content").asString());
        return file;
    }

    private static String create(TestTenant acme) {
        Answer created = acme.admin().post(acme.path("/connections"), """
            {"kind": "AWS_PRIVATELINK", "name": "Acmé 1", "availabilityZones": ["use1-az1", "use1-az2", "use1-az4"]}\
            """);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private static void assumeTools() {
        Program.assumeInstalled("curl", "curl", "--version");
        Program.assumeInstalled("Node.js", "npm", "--version");
        Program.assumeInstalled("librdkafka with gcc", "pkg-config", "--exists", "rdkafka", "libcurl");
    }
}
