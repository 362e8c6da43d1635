package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hostnames that tenants ask zones for, by mistake or on purpose, and the advice that they get. */
class HostnameInputTest extends PosternTest {

    private PrivateLinkTenant acme;

    @BeforeEach
    void aTenant() {
        acme = new PrivateLinkTenant(newTenant(), sandbox());
        acme.tenant().allowHostnamesUnder("acme.example");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.acme.example, kafka.acme.example",
        "acme.example, acme.example",
        "KAFKA.Acme.EXAMPLE, kafka.acme.example",
        "kafka.acme.example., kafka.acme.example",
        "xn--bcher-kva.acme.example, xn--bcher-kva.acme.example"
    })
    void aHostnameUnderTheTenantsSuffixIsAcceptedAndShownInItsOneForm(String written, String shown) {
        Answer created = create(written);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.text("/dns/mode")).isEqualTo("HOSTED_ZONE");
        assertThat(created.text("/dns/hostname")).isEqualTo(shown);
        assertThat(acme.read(created.text("/id")).text("/dns/hostname")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.globex.example, under a suffix that the operator allows",
        "evil-acme.example, under a suffix that the operator allows",
        "acme.example.evil.example, under a suffix that the operator allows",
        "example, would hide names of AWS or of the operator",
        "kafka.acme.example.amazonaws.com, belongs to AWS",
        "b-1.acme.kafka.us-east-1.amazonaws.com, belongs to AWS",
        "operator.example, belongs to the operator",
        "kafka.operator.example, belongs to the operator",
        "localhost, no hosts in DNS",
        "kafka.acme.example.., labels",
        "*.acme.example, wildcard",
        "kafka..acme.example, labels",
        "kafka_1.acme.example, labels",
        "-kafka.acme.example, labels",
        "10.0.0.1, address",
        "kafka.acme.example:9092, address",
        "bücher.acme.example, A-labels",
        "kafka。acme.example, A-labels",
        "\u212Aafka.acme.example, A-labels",
        "kafk\u0430.acme.example, A-labels",
        "'', 1 to 253 characters",
        "' kafka.acme.example', labels"
    })
    void anyOtherHostnameIsRefusedAndToldWhy(String hostname, String words) {
        Answer refused = create(hostname);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/dns/hostname");
        assertThat(refused.text("/errors/0/detail")).contains(words);
    }

    @Test
    void anotherTenantsSuffixIsOfNoUseAndIsNotTold() {
        PrivateLinkTenant globex = new PrivateLinkTenant(newTenant(), sandbox());
        globex.tenant().allowHostnamesUnder("globex.example");

        Answer refused = create("kafka.globex.example");

        assertThat(refused.text("/errors/0/detail")).contains("acme.example").doesNotContain("globex");
    }

    @Test
    void aTenantWithoutSuffixesIsSentToTheOperator() {
        PrivateLinkTenant globex = new PrivateLinkTenant(newTenant(), sandbox());

        Answer refused = globex.createWithZone("zone", globex.closedService(), "kafka.globex.example");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/detail")).contains("Ask the operator");
    }

    @Test
    void aSuffixThatAnOperatorSetsByMistakeOpensNoNameOfAwsOrItsOwn() {
        acme.tenant().allowHostnamesUnder("co.uk");

        assertThat(create("kafka.acme.co.uk").status()).isEqualTo(201);
        Answer refused = operator().patch("/api/v1/tenants/" + acme.tenant().id(), """
                {"dnsSuffixes": ["amazonaws.com"]}""");
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void modeAndHostnameGoTogether() {
        assertRefused("{\"mode\": \"HOSTED_ZONE\"}", "/dns/hostname", "is required");
        assertRefused("{\"mode\": \"HOSTED_ZONE\", \"hostname\": null}", "/dns/hostname", "is required");
        assertRefused(
                "{\"mode\": \"RESOLVER\", \"hostname\": \"kafka.acme.example\"}", "/dns/hostname", "HOSTED_ZONE only");
        assertRefused("{\"hostname\": \"kafka.acme.example\"}", "/dns/mode", "RESOLVER or HOSTED_ZONE");
    }

    @Test
    void dnsIsChangedLikeTheServiceAsLongAsThereIsNoEndpoint() {
        String id = acme.created("patched", acme.closedService());

        Answer zone = patch(id, "{\"dns\": {\"mode\": \"HOSTED_ZONE\", \"hostname\": \"Kafka.acme.example\"}}");
        Answer same = patch(id, "{\"dns\": {\"hostname\": \"kafka.ACME.example.\"}}");
        Answer wrong = patch(id, "{\"dns\": {\"hostname\": \"kafka.globex.example\"}}");
        Answer resolver = patch(id, "{\"dns\": null}");

        assertThat(zone.status()).as(zone.body()).isEqualTo(200);
        assertThat(zone.text("/dns/hostname")).isEqualTo("kafka.acme.example");
        assertThat(same.text("/version")).isEqualTo(zone.text("/version"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("/dns/hostname");
        assertThat(resolver.text("/dns/mode")).isEqualTo("RESOLVER");
        assertThat(resolver.json().at("/dns/hostname").isNull()).isTrue();
    }

    @Test
    void dnsIsFixedOnceThereIsAnEndpoint() {
        String id = acme.created("fixed", acme.openService());
        acme.awaitReason(id, "ENDPOINT_ACCEPTANCE");

        Answer late = patch(id, "{\"dns\": {\"mode\": \"HOSTED_ZONE\", \"hostname\": \"kafka.acme.example\"}}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("/detail")).contains("DNS cannot be changed");
        assertThat(acme.read(id).text("/dns/mode")).isEqualTo("RESOLVER");
    }

    @Test
    void aHostnameStaysWhenItsSuffixIsTakenAwayAndTheRestCanStillBeChanged() {
        String id = create("kafka.acme.example").text("/id");
        acme.tenant().allowHostnamesUnder("other.example");

        Answer changed = patch(id, "{\"availabilityZones\": [\"use1-az1\"]}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("/dns/hostname")).isEqualTo("kafka.acme.example");
        assertThat(create("kafka2.acme.example").status()).isEqualTo(422);
    }

    private Answer create(String hostname) {
        return acme.createWithZone("input " + System.nanoTime(), acme.closedService(), hostname);
    }

    private Answer patch(String id, String json) {
        return acme.tenant().admin().patch(acme.path("/" + id), json);
    }

    private void assertRefused(String dns, String pointer, String words) {
        Answer refused = acme.tenant().admin().post(acme.path(""), """
                {"kind": "AWS_PRIVATELINK", "name": "dns", "availabilityZones": ["use1-az1"], "dns": %s}""".formatted(dns));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(refused.text("/errors/0/detail")).contains(words);
    }
}
