package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tenants live through with hostnames of their own, over HTTP, with names resolved as the VPC's resolver does. */
class HostedZoneStoryTest extends PosternTest {

    private PrivateLinkTenant acme;
    private String domain;

    @BeforeEach
    void aTenantWithADomain() {
        acme = new PrivateLinkTenant(newTenant(), sandbox());
        domain = acme.tenant().id().substring(4).toLowerCase(Locale.ROOT) + ".example";
        acme.tenant().allowHostnamesUnder(domain);
    }

    @Test
    void theHostnameLeadsToTheEndpointInItsVpcAndNowhereElseUntilTheConnectionIsDeleted() {
        String hostname = "kafka." + domain;
        String id = created(acme, hostname);
        sandbox().aws().accept(acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));

        Answer ready = acme.awaitReason(id, "READY");

        assertThat(ready.text("/dns/hostname")).isEqualTo(hostname);
        assertThat(ready.text("/message")).contains(hostname);
        assertThat(resolve("us-east-1", hostname)).containsExactly(ready.text("/endpoint/dnsNames/0/name"));
        assertThat(resolve("us-east-1", "b-1." + hostname)).isEmpty();
        assertThat(resolve("eu-west-1", hostname)).isEmpty();
        assertThat(sandbox().aws().hostedZones())
                .filteredOn(zone -> zone.name().equals(hostname + "."))
                .singleElement()
                .satisfies(zone -> {
                    assertThat(zone.isPrivate()).isTrue();
                    assertThat(zone.vpcs()).hasSize(1);
                    assertThat(zone.accountId()).isEqualTo("111111111111");
                });

        acme.tenant().admin().delete(acme.path("/" + id));
        acme.awaitPhase(id, "DELETED");
        assertThat(sandbox().aws().hostedZones()).noneMatch(zone -> zone.name().equals(hostname + "."));
        assertThat(acme.history(id))
                .containsSubsequence(
                        "ACTION_REQUIRED/ENDPOINT_ACCEPTANCE",
                        "PROVISIONING/CREATING_DNS",
                        "AVAILABLE/READY",
                        "DELETING/DELETING_ENDPOINT",
                        "DELETING/DELETING_DNS",
                        "DELETING/DELETING_PRINCIPAL",
                        "DELETED/REQUESTED");
    }

    @Test
    void aHostnameThatTwoTenantsMayHaveGoesToTheFirstAndToTheSecondWhenItIsFree() {
        String hostname = "kafka." + domain;
        String first = created(acme, hostname);
        sandbox().aws().accept(acme.awaitReason(first, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));
        acme.awaitReason(first, "READY");
        PrivateLinkTenant globex = new PrivateLinkTenant(newTenant(), sandbox());
        globex.tenant().allowHostnamesUnder(domain);
        String second = created(globex, hostname);
        sandbox().aws().accept(globex.awaitReason(second, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));

        Answer conflict = globex.awaitReason(second, "DNS_CONFLICT");

        assertThat(conflict.text("/phase")).isEqualTo("ACTION_REQUIRED");
        assertThat(conflict.text("/waitingOn")).isEqualTo("OPERATOR");
        assertThat(conflict.text("/nextAction/summary")).contains(hostname);
        assertThat(conflict.body())
                .doesNotContain(acme.tenant().id())
                .doesNotContain(first)
                .doesNotContain(sandbox().aws().operatorVpc("us-east-1").id());
        assertThat(resolve("us-east-1", hostname))
                .containsExactly(acme.read(first).text("/endpoint/dnsNames/0/name"));
        acme.tenant().admin().delete(acme.path("/" + first));
        Answer ready = globex.awaitReason(second, "READY");
        assertThat(resolve("us-east-1", hostname)).containsExactly(ready.text("/endpoint/dnsNames/0/name"));
    }

    @Test
    void aClusterIsReachedByItsMappingToo() {
        String hostname = "kafka." + domain;
        String id = created(acme, hostname);
        sandbox().aws().accept(acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));
        String target = acme.awaitReason(id, "READY").text("/endpoint/dnsNames/0/name");
        Answer cluster = acme.tenant().admin().post(acme.tenant().path("/clusters"), """
                {"name": "orders", "bootstrap": ["%1$s:9091"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "%1$s:*"}, "connectionId": "%2$s", "port": {"kind": "SAME"}}]}""".formatted(hostname, id));
        assertThat(cluster.status()).as(cluster.body()).isEqualTo(201);

        Answer broker = acme.tenant()
                .admin()
                .get(acme.tenant()
                        .path("/clusters/%s/resolve?host=%s&port=6001".formatted(cluster.text("/id"), hostname)));

        assertThat(broker.text("/targetHost")).as(broker.body()).isEqualTo(target);
        assertThat(broker.text("/targetPort")).isEqualTo("6001");
    }

    private static String created(PrivateLinkTenant tenant, String hostname) {
        Answer created = tenant.createWithZone("zone", tenant.openService(), hostname);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private List<String> resolve(String region, String hostname) {
        return sandbox().aws().resolve(sandbox().aws().operatorVpc(region).id(), hostname);
    }
}
