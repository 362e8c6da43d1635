package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant administrator lives through with a PrivateLink connection, over HTTP and with the sandbox's AWS. */
class PrivateLinkStoryTest extends PosternTest {

    private PrivateLinkTenant acme;

    @BeforeEach
    void aTenant() {
        acme = new PrivateLinkTenant(newTenant(), sandbox());
    }

    @Test
    void aConnectionGoesFromTheQueueToReadyAndBackToNothing() {
        Answer created = acme.create("acme-kafka", acme.openService());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.text("/phase")).isEqualTo("PENDING");
        assertThat(created.text("/reason")).isEqualTo("QUEUED");
        assertThat(created.text("/waitingOn")).isEqualTo("POSTERN");
        assertThat(created.json().path("principal").isNull()).isTrue();
        assertThat(created.header("ETag")).contains("\"1.1\"");
        String id = created.text("/id");

        Answer waiting = acme.awaitReason(id, "ENDPOINT_ACCEPTANCE");
        assertThat(waiting.text("/phase")).isEqualTo("ACTION_REQUIRED");
        assertThat(waiting.text("/waitingOn")).isEqualTo("TENANT");
        assertThat(waiting.text("/principal")).startsWith("arn:aws:iam::111111111111:role/postern-");
        String endpoint = waiting.text("/endpoint/id");
        assertThat(waiting.text("/nextAction/command"))
                .startsWith("aws ec2 accept-vpc-endpoint-connections --region us-east-1 --service-id vpce-svc-")
                .endsWith("--vpc-endpoint-ids " + endpoint);

        sandbox().aws().accept(endpoint);
        Answer ready = acme.awaitReason(id, "READY");
        assertThat(ready.text("/phase")).isEqualTo("AVAILABLE");
        assertThat(ready.text("/waitingOn")).isEqualTo("NOBODY");
        assertThat(ready.json().path("nextAction").isNull()).isTrue();
        assertThat(ready.json()
                        .at("/endpoint/dnsNames")
                        .valueStream()
                        .map(name -> name.path("availabilityZone").asString("regional")))
                .containsExactly("regional", "use1-az1", "use1-az4");

        Answer deleted = acme.tenant().admin().delete(acme.path("/" + id));
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.text("/phase")).isEqualTo("DELETING");
        Answer tombstone = acme.awaitPhase(id, "DELETED");
        assertThat(tombstone.json().path("endpoint").isNull()).isTrue();
        assertThat(tombstone.json().path("principal").isNull()).isTrue();
        assertThat(tombstone.json().path("allowedActions")).isEmpty();
        assertThat(sandbox().aws().roles()).noneMatch(role -> role.name().contains(id.substring(4)));

        assertThat(acme.history(id))
                .containsSubsequence(
                        "PENDING/QUEUED",
                        "PROVISIONING/CREATING_PRINCIPAL",
                        "PROVISIONING/DISCOVERING_SERVICE",
                        "PROVISIONING/CREATING_ENDPOINT",
                        "ACTION_REQUIRED/ENDPOINT_ACCEPTANCE",
                        "AVAILABLE/READY",
                        "DELETING/REQUESTED",
                        "DELETING/DELETING_ENDPOINT",
                        "DELETING/DELETING_PRINCIPAL",
                        "DELETED/REQUESTED");
        assertThat(acme.tenant().admin().get(acme.path("")).json().path("items"))
                .isEmpty();
    }

    @Test
    void aTenantWhoDoesNotKnowTheServicesNameYetIsShownThePrincipalFirst() {
        Answer created = acme.tenant().admin().post(acme.path(""), """
                {"kind": "AWS_PRIVATELINK", "name": "later", "availabilityZones": ["use1-az1"]}""");
        String id = created.text("/id");
        Answer needed = acme.awaitReason(id, "SERVICE_NAME_NEEDED");
        String principal = needed.text("/principal");
        assertThat(needed.text("/nextAction/command")).endsWith("--add-allowed-principals " + principal);
        String service = acme.closedService();
        sandbox().aws().allow(service, principal);

        Answer patched = acme.tenant().admin().patch(acme.path("/" + id), """
                {"serviceName": "%s"}""".formatted(service));

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.text("/version")).isEqualTo("2");
        assertThat(acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/principal"))
                .isEqualTo(principal);
    }

    @Test
    void aServiceThatDoesNotAllowUsIsToldWithItsRemedyAndFoundAsSoonAsItDoes() {
        String service = acme.closedService();
        String id = acme.created("closed", service);
        Answer invisible = acme.awaitReason(id, "SERVICE_NOT_VISIBLE");
        assertThat(invisible.text("/awsErrorCode")).isEqualTo("InvalidServiceName");
        assertThat(invisible.text("/nextAction/command")).contains("modify-vpc-endpoint-service-permissions");

        sandbox().aws().allow(service, invisible.text("/principal"));

        acme.awaitReason(id, "ENDPOINT_ACCEPTANCE");
    }

    @Test
    void aRejectedEndpointIsMadeAgainOnRetry() {
        String id = acme.created("rejected", acme.openService());
        String first = acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id");
        sandbox().aws().reject(first);
        Answer rejected = acme.awaitReason(id, "ENDPOINT_REJECTED");
        assertThat(rejected.json().path("allowedActions").valueStream().map(Object::toString))
                .anyMatch(action -> action.contains("RETRY"));

        Answer retried = acme.tenant().admin().post(acme.path("/" + id + "/retry"), "");

        assertThat(retried.status()).as(retried.body()).isEqualTo(202);
        assertThat(retried.text("/reason")).isEqualTo("QUEUED");
        String second = acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id");
        assertThat(second).isNotEqualTo(first);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(sandbox()
                                .aws()
                                .endpoint(first)
                                .map(endpoint -> endpoint.state().wireName())
                                .orElse("deleted"))
                        .isEqualTo("deleted"));
    }

    @Test
    void anExpiredEndpointIsTold() {
        String id = acme.created("expired", acme.openService());
        sandbox().aws().expire(acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));

        Answer expired = acme.awaitReason(id, "ENDPOINT_EXPIRED");

        assertThat(expired.text("/nextAction/summary")).contains("Retry");
    }

    @Test
    void anEndpointDeletedBehindOurBackIsRecordedAndMadeAgain() {
        String id = acme.ready("disappearing");
        String first = acme.read(id).text("/endpoint/id");

        sandbox().aws().delete(first);

        Answer again = acme.awaitReason(id, "ENDPOINT_ACCEPTANCE");
        assertThat(again.text("/endpoint/id")).isNotEqualTo(first);
        assertThat(acme.history(id))
                .containsSubsequence(
                        "AVAILABLE/READY", "DEGRADED/ENDPOINT_DISAPPEARED", "ACTION_REQUIRED/ENDPOINT_ACCEPTANCE");
    }

    @Test
    void aFailedEndpointIsToldInTheWordsOfAws() {
        String id = acme.created("failing", acme.openService());
        String endpoint = acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id");

        sandbox().aws().fail(endpoint, "no addresses left in subnet");

        Answer failed = acme.awaitReason(id, "AWS_ERROR");
        assertThat(failed.text("/phase")).isEqualTo("FAILED");
        assertThat(failed.text("/message")).contains("no addresses left in subnet");
    }

    @Test
    void aZoneThatTheServiceIsNotInIsToldWithThoseThatItIsIn() {
        Answer created = acme.tenant().admin().post(acme.path(""), """
                {"kind": "AWS_PRIVATELINK", "name": "zones", "serviceName": "%s",
                 "availabilityZones": ["use1-az1", "use1-az2"]}""".formatted(acme.openService()));
        String id = created.text("/id");
        Answer unsupported = acme.awaitReason(id, "ZONE_NOT_SUPPORTED");
        assertThat(unsupported.text("/message")).contains("not in use1-az2").contains("use1-az1, use1-az4");

        acme.tenant().admin().patch(acme.path("/" + id), """
                {"availabilityZones": ["use1-az1"]}""");

        acme.awaitReason(id, "ENDPOINT_ACCEPTANCE");
    }

    @Test
    void aConnectionIsDeletedInWhateverStateItIs() {
        String waiting = acme.created("waiting", acme.openService());
        acme.awaitReason(waiting, "ENDPOINT_ACCEPTANCE");
        String invisible = acme.created("invisible", acme.closedService());
        String queued = acme.created("queued", acme.openService());

        for (String id : List.of(waiting, invisible, queued)) {
            assertThat(acme.tenant().admin().delete(acme.path("/" + id)).status())
                    .isEqualTo(202);
        }

        for (String id : List.of(waiting, invisible, queued)) {
            acme.awaitPhase(id, "DELETED");
            assertThat(sandbox().aws().endpoints())
                    .noneMatch(endpoint -> id.equals(endpoint.tags().get("postern:connection"))
                            && !endpoint.state().wireName().equals("deleted"));
        }
    }

    @Test
    void deletingATenantTakesItsConnectionsDown() {
        String id = acme.ready("cascade");
        String endpoint = acme.read(id).text("/endpoint/id");
        assertThat(operator().delete("/api/v1/tenants/" + acme.tenant().id()).text("/detail"))
                .contains("1 connection");

        Answer deleted = operator().delete("/api/v1/tenants/" + acme.tenant().id() + "?cascade=true");

        assertThat(deleted.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(sandbox().aws().roles())
                        .noneMatch(role -> role.name().contains(id.substring(4))));
        assertThat(sandbox().aws().endpoint(endpoint))
                .matches(found ->
                        found.isEmpty() || found.get().state().wireName().equals("deleted"));
    }
}
