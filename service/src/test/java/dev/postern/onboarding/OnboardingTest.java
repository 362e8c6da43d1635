package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.connections.PrivateLinkTenant;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What onboarding says of connections, whatever they have come to. */
class OnboardingTest extends PosternTest {

    private TestTenant acme;
    private PrivateLinkTenant owner;

    @BeforeEach
    void aTenant() {
        acme = newTenant();
        owner = new PrivateLinkTenant(acme, sandbox());
    }

    @Test
    void whatTheConnectionWaitsForIsTheNextStepAndTheNextAction() {
        String id = owner.created("acme-kafka", owner.closedService());
        Answer connection = owner.awaitReason(id, "SERVICE_NOT_VISIBLE");

        JsonNode onboarding = read(id).json();

        assertThat(onboarding.path("nextAction")).isEqualTo(connection.json().path("nextAction"));
        assertThat(states(onboarding))
                .containsExactly(
                        "CREATE_CONNECTION DONE",
                        "CREATE_PRINCIPAL DONE",
                        "NAME_SERVICE DONE",
                        "ALLOW_PRINCIPAL NEXT",
                        "ACCEPT_ENDPOINT LATER",
                        "CONNECTION_AVAILABLE LATER",
                        "ADD_CLUSTER LATER",
                        "MAPPING_ENTRIES LATER",
                        "VALIDATE LATER");
        assertThat(onboarding.at("/steps/3/command"))
                .isEqualTo(connection.json().at("/nextAction/command"));
        assertThat(onboarding.path("done").asBoolean()).isFalse();
        assertThat(onboarding.path("clusters")).isEmpty();
        assertThat(onboarding.path("clusterId").isNull()).isTrue();
    }

    @Test
    void whatAStepSaysIsForPeopleAndOnlyItsCommandForPrograms() {
        String privateLink = owner.created("acme-kafka", owner.closedService());
        String bastion = acme.admin().post(acme.path("/connections"), """
            {"kind": "SSH_BASTION", "name": "bastion", "host": "127.0.0.1", "port": 1024, "user": "postern"}\
            """).text("/id");

        assertThat(List.of(privateLink, bastion))
                .flatMap(id -> read(id).json().path("steps").valueStream().toList())
                .allSatisfy(step ->
                        assertThat(step.path("summary").asString()).doesNotContainPattern("POST |GET |PATCH |command"));
    }

    @Test
    void withoutAClusterTheSettingsOfClientsHavePlaceholdersAndSayThatTheyDo() {
        String id = owner.created("acme-kafka", owner.closedService());

        JsonNode kit = read(id).json().path("kit");

        assertThat(kit.valueStream().filter(item -> item.path("id").asString().matches("librdkafka|.*go|kafkajs")))
                .hasSize(4)
                .allMatch(item -> item.path("summary").asString().contains("REPLACE_ME")
                        && item.path("content").asString().contains("REPLACE_ME:9092"));
    }

    @Test
    void theClusterOfTheSettingsIsTheFirstByNameUnlessAnotherOneIsAskedFor() {
        String id = owner.ready("acme-kafka");
        String payments = cluster("payments", id);
        String orders = cluster("Orders", id);
        String elsewhere = cluster("elsewhere", owner.ready("other"));

        Answer first = read(id);
        assertThat(first.text("/kit/2/content")).contains(orders).doesNotContain(payments);
        assertThat(first.text("/clusterId")).isEqualTo(orders);
        assertThat(first.json()
                        .path("clusters")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("Orders", "payments");
        assertThat(read(id, "?clusterId=" + payments).text("/clusterId")).isEqualTo(payments);
        assertThat(read(id, "?clusterId=" + payments).text("/kit/2/content"))
                .contains(payments, "payments.internal:9092");
        Answer other = get(id, "?clusterId=" + elsewhere);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/detail")).contains("No route of that cluster leads over this connection");
        assertThat(get(id, "?clusterId=clu_00000000000000000000000000").status())
                .isEqualTo(404);
        assertThat(get(id, "?clusterId=nonsense").status()).isIn(400, 404);
    }

    @Test
    void noSecretOfTheClusterIsInTheKitAndAUsersNameIsData() {
        String id = owner.ready("acme-kafka");
        cluster("orders", id);

        Answer onboarding = read(id);

        assertThat(onboarding.body()).doesNotContain("correct-horse-battery");
        String program = onboarding
                .json()
                .path("kit")
                .valueStream()
                .filter(item -> item.path("id").asString().equals("kafkajs"))
                .findFirst()
                .orElseThrow()
                .path("content")
                .asString();
        assertThat(program).contains("username: \"u\\u0022; \\u0024(id)\"");
        assertThat(onboarding.body().length()).isLessThan(200_000);
    }

    @Test
    void whatIsBeingDeletedHasOneStepAndNoKit() {
        String id = owner.ready("acme-kafka");
        acme.admin().delete(path(id, ""));

        Answer gone = await().atMost(Duration.ofSeconds(30))
                .until(() -> read(id), answer -> answer.text("/steps/0/state").equals("DONE"));

        assertThat(states(gone.json())).containsExactly("DELETION DONE");
        assertThat(gone.text("/steps/0/summary")).contains("terraform destroy");
        assertThat(gone.json().path("kit")).isEmpty();
        assertThat(gone.json().path("done").asBoolean()).isFalse();
        Answer terraform = acme.admin().get(path(id, "/onboarding/terraform"));
        assertThat(terraform.status()).isEqualTo(409);
        assertThat(terraform.text("/detail")).contains("is deleted");
    }

    @Test
    void aBastionHasNoTerraformAndSaysWhatItHas() {
        String id = acme.admin().post(acme.path("/connections"), """
            {"kind": "SSH_BASTION", "name": "bastion", "host": "127.0.0.1", "port": 1024, "user": "postern"}\
            """).text("/id");

        Answer terraform = acme.admin().get(path(id, "/onboarding/terraform"));

        assertThat(terraform.status()).isEqualTo(404);
        assertThat(terraform.text("/detail")).contains("authorized-keys");
        assertThat(read(id).text("/kind")).isEqualTo("SSH_BASTION");
    }

    private String cluster(String name, String connection) {
        Answer created = acme.admin().post(acme.path("/clusters"), """
            {"name": "%1$s", "bootstrap": ["%1$s.internal:9092"],
             "security": {"protocol": "SASL_SSL", "mechanism": "PLAIN", "username": "u\\"; $(id)",
                          "password": "correct-horse-battery"},
             "routes": [{"match": {"nodeIds": "1-3"}, "connectionId": "%2$s",
                         "port": {"kind": "NODE_ID_PLUS", "value": 9000}}]}\
            """.formatted(name, connection));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private Answer read(String id) {
        return read(id, "");
    }

    private Answer read(String id, String query) {
        Answer answer = get(id, query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer get(String id, String query) {
        return acme.admin().get(path(id, "/onboarding" + query));
    }

    private String path(String id, String rest) {
        return acme.path("/connections/" + id + rest);
    }

    private static List<String> states(JsonNode onboarding) {
        return onboarding
                .path("steps")
                .valueStream()
                .map(step ->
                        step.path("id").asString() + " " + step.path("state").asString())
                .toList();
    }
}
