package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which domains the operator lets a tenant have hostnames. */
class DnsSuffixesTest extends PosternTest {

    @Test
    void theOperatorSetsThemAndTheyAreKeptInOneForm() {
        Answer created = operator().post("/api/v1/tenants", """
                {"name": "Suffixed %d", "dnsSuffixes": ["Acme.Example.", "kafka.acme.internal"]}""".formatted(System.nanoTime()));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(suffixes(created)).isEqualTo("[\"acme.example\",\"kafka.acme.internal\"]");
        Answer read = operator().get("/api/v1/tenants/" + created.text("/id"));
        assertThat(suffixes(read)).isEqualTo(suffixes(created));
    }

    @Test
    void aTenantHasNoneUnlessTheyAreGivenAndAPatchReplacesOrRemovesThem() {
        TestTenant tenant = newTenant();
        String path = "/api/v1/tenants/" + tenant.id();
        assertThat(suffixes(operator().get(path))).isEqualTo("[]");

        Answer given = operator().patch(path, """
                {"dnsSuffixes": ["acme.example"]}""");
        Answer renamed = operator().patch(path, """
                {"name": "Renamed %s"}""".formatted(tenant.id().substring(20)));
        Answer removed = operator().patch(path, """
                {"dnsSuffixes": null}""");

        assertThat(suffixes(given)).isEqualTo("[\"acme.example\"]");
        assertThat(given.text("/version")).isEqualTo("2");
        assertThat(suffixes(renamed)).isEqualTo("[\"acme.example\"]");
        assertThat(suffixes(removed)).isEqualTo("[]");
    }

    @Test
    void aTenantCannotAllowItselfAnything() {
        TestTenant tenant = newTenant();
        String path = "/api/v1/tenants/" + tenant.id();

        Answer patched = tenant.admin().patch(path, """
                {"dnsSuffixes": ["acme.example"]}""");

        assertThat(patched.status()).isEqualTo(403);
        assertThat(suffixes(operator().get(path))).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "com, top-level domain",
        "*.acme.example, wildcard",
        "10.0.0.1, address",
        "bücher.example, A-labels",
        "kafka.us-east-1.amazonaws.com, belongs to AWS",
        "api.operator.example, belongs to the operator",
        "acme_1.example, letters"
    })
    void whatNobodyCouldUseIsRefusedWithItsPlace(String suffix, String word) {
        TestTenant tenant = newTenant();

        Answer refused = operator().patch("/api/v1/tenants/" + tenant.id(), """
                {"dnsSuffixes": ["acme.example", "%s"]}""".formatted(suffix));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/dnsSuffixes/1");
        assertThat(refused.text("/errors/0/detail")).contains(word);
    }

    @Test
    void oneNamedTwiceIsAMistake() {
        Answer refused = operator().patch("/api/v1/tenants/" + newTenant().id(), """
                {"dnsSuffixes": ["acme.example", "ACME.example"]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/detail")).contains("twice");
    }

    private static String suffixes(Answer tenant) {
        return tenant.json().path("dnsSuffixes").toString();
    }
}
