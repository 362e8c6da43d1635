package dev.postern.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotasTest extends PosternTest {

    @Test
    void theLastConnectionIsMadeAndTheNextIsToldTheQuotaAndWhatToDo() {
        TestTenant tenant = with("{\"connections\": 1}");

        Answer last = connection(tenant, "one");
        Answer next = connection(tenant, "two");

        assertThat(last.status()).as(last.body()).isEqualTo(201);
        assertThat(next.status()).isEqualTo(429);
        assertThat(next.text("/type")).endsWith("/quota-exceeded");
        assertThat(next.text("/detail"))
                .contains("The tenant has 1 connections")
                .contains("its quota connections is 1")
                .contains("Delete a connection that is not needed, or ask the operator to raise the quota.");
        assertThat(next.header("Retry-After")).contains("60");
    }

    /** Its IAM role is there until the deletion has ended, and roles are what is scarce. */
    @Test
    void aConnectionThatIsBeingDeletedStillCounts() {
        TestTenant tenant = with("{\"connections\": 1}");
        String id = connection(tenant, "one").text("/id");
        Answer deleting = tenant.admin().delete(tenant.path("/connections/" + id));
        assertThat(deleting.status()).isEqualTo(202);

        Answer next = connection(tenant, "two");

        assertThat(next.status())
                .as(
                        "429 unless the deletion has ended already: %s",
                        tenant.admin().get(tenant.path("/connections/" + id)).text("/phase"))
                .isIn(429, 201);
        if (next.status() == 201) {
            assertThat(tenant.admin().get(tenant.path("/connections/" + id)).text("/phase"))
                    .isEqualTo("DELETED");
        }
    }

    @Test
    void ofManyWhoWantTheLastPlaceAtOnceOneGetsIt() throws Exception {
        TestTenant tenant = with("{\"connections\": 3, \"clusters\": 3, \"tokens\": 4}");

        List<Integer> connections = atOnce(8, number -> connection(tenant, "c" + number));
        List<Integer> clusters = atOnce(8, number -> cluster(tenant, "k" + number));
        // One is the administrator's own.
        List<Integer> tokens = atOnce(8, number -> token(tenant));

        assertThat(connections)
                .containsOnly(201, 429)
                .filteredOn(status -> status == 201)
                .hasSize(3);
        assertThat(clusters)
                .containsOnly(201, 429)
                .filteredOn(status -> status == 201)
                .hasSize(3);
        assertThat(tokens)
                .containsOnly(201, 429)
                .filteredOn(status -> status == 201)
                .hasSize(3);
    }

    @Test
    void aRevokedTokenMakesRoomForAnother() {
        TestTenant tenant = with("{\"tokens\": 2}");
        String id = token(tenant).text("/id");
        assertThat(token(tenant).status()).isEqualTo(429);

        assertThat(tenant.admin().delete(tenant.path("/tokens/" + id)).status()).isEqualTo(204);

        assertThat(token(tenant).status()).isEqualTo(201);
    }

    @Test
    void aRepeatedRequestGetsItsFirstAnswerThoughTheQuotaIsUsedUp() {
        TestTenant tenant = with("{\"clusters\": 1}");
        Answer first = cluster(tenant, "orders", "Idempotency-Key", "only-once");

        Answer again = cluster(tenant, "orders", "Idempotency-Key", "only-once");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    }

    @Test
    void aTenantThatMayRunNoValidationIsTold() {
        TestTenant tenant = with("{\"runningValidations\": 0}");
        String cluster = cluster(tenant, "orders").text("/id");

        Answer refused = tenant.admin().post(tenant.path("/clusters/" + cluster + "/validations"), "");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/detail"))
                .contains("its quota runningValidations is 0")
                .contains("Wait until one");
    }

    @Test
    void theOperatorSeesTheQuotasAndTakesThemBack() {
        TestTenant tenant = with("{\"connections\": 0}");
        assertThat(operator().get("/api/v1/tenants/" + tenant.id()).text("/quotas/connections"))
                .isEqualTo("0");
        assertThat(connection(tenant, "one").status()).isEqualTo(429);

        patch(tenant, "{\"connections\": null}");

        assertThat(operator()
                        .get("/api/v1/tenants/" + tenant.id())
                        .json()
                        .at("/quotas/connections")
                        .isNull())
                .isTrue();
        assertThat(connection(tenant, "one").status()).isEqualTo(201);
    }

    @Test
    void aTenantCannotRaiseItsOwn() {
        TestTenant tenant = newTenant();

        Answer refused = tenant.admin().patch("/api/v1/tenants/" + tenant.id(), """
                {"quotas": {"connections": 1000}}""");

        assertThat(refused.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000001", "1.5", "\"10\"", "99999999999"})
    void aQuotaIsANumberFromZeroToAMillion(String number) {
        TestTenant tenant = newTenant();

        Answer refused = operator().patch("/api/v1/tenants/" + tenant.id(), """
                {"quotas": {"connections": %s}}""".formatted(number));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/quotas/connections");
    }

    private interface Creation {
        Answer number(int number);
    }

    private static List<Integer> atOnce(int times, Creation creation) throws Exception {
        CyclicBarrier together = new CyclicBarrier(times);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = IntStream.range(0, times)
                    .<Callable<Integer>>mapToObj(number -> () -> {
                        together.await();
                        return creation.number(number).status();
                    })
                    .toList();
            return threads.invokeAll(all).stream().map(Future::resultNow).toList();
        }
    }

    private TestTenant with(String quotas) {
        TestTenant tenant = newTenant();
        patch(tenant, quotas);
        return tenant;
    }

    private void patch(TestTenant tenant, String quotas) {
        Answer patched = operator().patch("/api/v1/tenants/" + tenant.id(), """
                {"quotas": %s}""".formatted(quotas));
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    }

    private static Answer connection(TestTenant tenant, String name) {
        return tenant.admin().post(tenant.path("/connections"), """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "availabilityZones": ["use1-az1"]}""".formatted(name));
    }

    private static Answer cluster(TestTenant tenant, String name, String... headers) {
        return tenant.admin().post(tenant.path("/clusters"), """
                {"name": "%s", "bootstrap": ["b-1.kafka.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": []}""".formatted(name), headers);
    }

    private static Answer token(TestTenant tenant) {
        return tenant.admin().post(tenant.path("/tokens"), """
                {"name": "more", "role": "DATA_PLANE"}""");
    }
}
