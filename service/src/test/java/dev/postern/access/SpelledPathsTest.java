package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A path whose letters are percent-encoded is the same path to the controllers, and so must it be to the guards. */
class SpelledPathsTest extends PosternTest {

    private static final List<String> SPELLINGS =
            List.of("/api/v1/%74enants/", "/%61pi/v1/tenants/", "/api/%761/tenants/", "/api/v1/tenant%73/");

    @Test
    void noSpellingOfAPathMakesATenantsTokenAnOperators() {
        TestTenant tenant = newTenant();
        for (String spelling : SPELLINGS) {
            Answer created = tenant.admin().post(spelling + tenant.id() + "/tokens", """
                    {"name": "smuggled", "role": "OPERATOR_ADMIN"}""");

            assertThat(created.status()).as(spelling + created.body()).isEqualTo(422);
        }
    }

    @Test
    void noSpellingOfAPathShowsATenantTheOperatorsTokens() {
        TestTenant tenant = newTenant();
        for (String spelling : SPELLINGS) {
            Answer listed = tenant.admin().get(spelling + tenant.id() + "/tokens");

            assertThat(listed.status()).as(spelling + listed.body()).isEqualTo(200);
            assertThat(listed.body()).doesNotContain("OPERATOR_ADMIN");
        }
    }

    @Test
    void noSpellingOfAPathLeadsToAnotherTenant() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();
        for (String spelling : SPELLINGS) {
            for (String rest : List.of("/tokens", "/connections", "/clusters")) {
                Answer read = acme.admin().get(spelling + globex.id() + rest);

                assertThat(read.status()).as(spelling + rest + read.body()).isEqualTo(404);
            }
        }
        assertThat(acme.admin()
                        .get("/api/v1/tenants/%74" + globex.id().substring(1) + "/tokens")
                        .status())
                .isEqualTo(404);
    }
}
