package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.PosternTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator lets a connection use a service that another tenant's connection has. */
class ClaimWaiverTest extends PosternTest {

    private PrivateLinkTenant globex;
    private PrivateLinkTenant acme;
    private String service;
    private String theirs;
    private String connection;

    @BeforeEach
    void aServiceThatGlobexHas() {
        globex = new PrivateLinkTenant(newTenant(), sandbox());
        acme = new PrivateLinkTenant(newTenant(), sandbox());
        service = globex.openService();
        theirs = globex.created("theirs", service);
        globex.awaitReason(theirs, "ENDPOINT_ACCEPTANCE");
        connection = acme.tenant().admin().post(acme.path(""), """
                        {"kind": "AWS_PRIVATELINK", "name": "mine", "availabilityZones": ["use1-az1"]}""").text("/id");
        acme.awaitReason(connection, "SERVICE_NAME_NEEDED");
    }

    @Test
    void withTheOperatorsWordTheServiceIsUsedByBoth() {
        Answer before = nameTheService();

        Answer waived = waive(operator());
        Answer after = nameTheService();

        assertThat(before.text("/type")).endsWith("/service-claimed");
        assertThat(waived.status()).as(waived.body()).isEqualTo(200);
        assertThat(after.status()).as(after.body()).isEqualTo(200);
        assertThat(acme.awaitReason(connection, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"))
                .startsWith("vpce-");
    }

    @Test
    void theWordIsGivenOnceHoweverOftenItIsSent() {
        waive(operator());

        Answer again = waive(operator());

        assertThat(again.status()).isEqualTo(200);
        assertThat(acme.tenant()
                        .admin()
                        .get(acme.path("/" + connection + "/history"))
                        .body())
                .containsOnlyOnce("The operator lets this connection use");
    }

    @Test
    void theWordIsForTheServiceThatItNamesAndNoOther() {
        waive(operator(), acme.openService());

        assertThat(nameTheService().text("/type")).endsWith("/service-claimed");
    }

    @Test
    void whoHasTheServiceByTheOperatorsWordIsProtectedAsTheFirstOneWas() {
        waive(operator());
        nameTheService();
        acme.awaitReason(connection, "ENDPOINT_ACCEPTANCE");
        globex.tenant().admin().delete(globex.path("/" + theirs));
        globex.awaitPhase(theirs, "DELETED");
        PrivateLinkTenant initech = new PrivateLinkTenant(newTenant(), sandbox());

        Answer third = initech.create("third", service);

        assertThat(third.text("/type")).as(third.body()).endsWith("/service-claimed");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        Answer refused = waive(operator(), "vpce-svc-1");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/serviceName");
    }

    @Test
    void noTenantGivesItToItself() {
        assertThat(waive(acme.tenant().admin()).status()).isEqualTo(403);
        assertThat(waive(acme.tenant().as("TENANT_VIEWER")).status()).isEqualTo(403);
        assertThat(waive(globex.tenant().admin()).status()).isEqualTo(404);
        assertThat(nameTheService().status()).isEqualTo(409);
    }

    private Answer waive(Api caller) {
        return waive(caller, service);
    }

    private Answer waive(Api caller, String name) {
        return caller.send("PUT", acme.path("/" + connection + "/claim-waiver"), """
                {"serviceName": "%s"}""".formatted(name));
    }

    private Answer nameTheService() {
        return acme.tenant().admin().patch(acme.path("/" + connection), """
                {"serviceName": "%s"}""".formatted(service));
    }
}
