package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservabilityTest extends PosternTest {

    @Test
    void anOperatorSeesWhatTheServiceDoes() {
        TestTenant tenant = newTenant();
        String connection =
                tenant.admin().post(tenant.path("/connections"), """
                        {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"]}""").text("/id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> tenant.admin()
                        .get(tenant.path("/connections/" + connection))
                        .text("/reason")
                        .equals("SERVICE_NAME_NEEDED"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Answer metrics = operator().get("/actuator/prometheus");

            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.body())
                    .containsPattern("postern_connections\\{phase=\"ACTION_REQUIRED\"\\} [1-9]")
                    .containsPattern(
                            "postern_aws_calls_seconds_count\\{operation=\"CreateRole\".*service=\"IAM\"\\} [1-9]")
                    .contains("reconcile-connection");
        });
    }

    @Test
    void healthIsOpenAndEverythingElseOfTheActuatorIsNot() {
        assertThat(nobody().get("/actuator/health/liveness").text("/status")).isEqualTo("UP");
        assertThat(nobody().get("/actuator/health/readiness").text("/status")).isEqualTo("UP");
        assertThat(nobody().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(newTenant().admin().get("/actuator/prometheus").status()).isEqualTo(403);
    }

    /** Whoever it is: they would show settings and what is in memory, or change how the service runs. */
    @Test
    void nothingElseOfTheActuatorIsThereForAnybody() {
        TestTenant tenant = newTenant();
        for (String name : List.of(
                "env", "heapdump", "threaddump", "configprops", "beans", "mappings", "loggers", "httpexchanges")) {
            assertThat(operator().get("/actuator/" + name).status()).as(name).isEqualTo(404);
            assertThat(tenant.admin().get("/actuator/" + name).status())
                    .as(name)
                    .isEqualTo(403);
            assertThat(nobody().get("/actuator/" + name).status()).as(name).isEqualTo(401);
        }
        assertThat(operator().post("/actuator/shutdown", "{}").status()).isIn(404, 405);
    }

    @Test
    void anOperatorReadsWhatTheServiceIsMadeOf() {
        Answer materials = operator().get("/actuator/sbom/application");

        assertThat(materials.status()).isEqualTo(200);
        assertThat(materials.text("/bomFormat")).isEqualTo("CycloneDX");
        assertThat(materials.body())
                .contains("pkg:maven/org.apache.kafka/kafka-clients@", "pkg:maven/org.postgresql/postgresql@")
                .doesNotContain("jqwik", "postern-sandbox");
        assertThat(newTenant().admin().get("/actuator/sbom/application").status())
                .isEqualTo(403);
    }

    @Test
    void andWhatTheConsoleIsMadeOf() {
        Answer materials = operator().get("/actuator/sbom/console");

        assertThat(materials.status()).isEqualTo(200);
        assertThat(materials.text("/bomFormat")).isEqualTo("CycloneDX");
        assertThat(materials.body())
                .contains("pkg:npm/react@", "pkg:npm/%40cloudscape-design/components@")
                .doesNotContain("pkg:npm/vitest@", "pkg:npm/%40playwright/test@");
        assertThat(newTenant().admin().get("/actuator/sbom/console").status()).isEqualTo(403);
    }

    @Test
    void everyAnswerCarriesARequestIdAndAGoodOneOfTheCallersIsKept() {
        assertThat(operator().get("/api/v1/me").header("X-Request-Id")).isPresent();
        assertThat(operator()
                        .get("/api/v1/me", "X-Request-Id", "caller-chose-this")
                        .header("X-Request-Id"))
                .contains("caller-chose-this");
        assertThat(operator().get("/api/v1/me", "X-Request-Id", "no good; id").header("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).doesNotContain(";"));
    }
}
