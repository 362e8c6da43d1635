package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.kafka.SimulatedBrokers;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Runs over a hundred brokers, as whoever started them sees them through the API. */
@Timeout(180)
class ManyBrokersExecutionTest extends PosternTest {

    private static final int MANY = 100;
    private static final int FROZEN = 50;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(150);
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimulatedBrokers brokers = SimulatedBrokers.builder(MANY).start();

    @Autowired
    private ApplicationContext service;

    private TestTenant tenant;
    private ClusterPicture picture;
    private ExecutedRuns runs;
    private ValidationKey key;

    @BeforeEach
    void aRunThatNobodyExecutesYet() {
        tenant = newTenant();
        picture = ExecutedRuns.cluster(tenant, brokers);
        runs = new ExecutedRuns(service);
        key = runs.start(picture);
    }

    @AfterEach
    void closeBrokers() throws IOException {
        brokers.close();
    }

    @Test
    void theVerdictsOnTheOthersCanBeReadWhileOneBrokerIsFrozen() throws Exception {
        brokers.freeze(FROZEN);
        FutureTask<Boolean> execution = new FutureTask<>(() -> {
            runs.execute(key, picture, ManyBrokers.settings(LATE, LATE));
            return true;
        });

        Thread.ofVirtual().start(execution);

        List<String> early = await().atMost(SOON).until(() -> passed("/identity"), ids -> ids.size() == MANY - 1);
        assertThat(early).doesNotContain("broker/%d/identity".formatted(FROZEN));
        assertThat(state()).isEqualTo("RUNNING");
        brokers.thaw(FROZEN);
        execution.get();
        assertThat(state()).isEqualTo("PASSED");
        assertThat(passed("")).containsAll(ManyBrokers.checksOf(picture));
    }

    @Test
    void aRunOverFrozenBrokersEndsAtItsDeadlineWithAnOutcomeForEveryCheck() throws Exception {
        IntStream.rangeClosed(1, MANY).forEach(brokers::freeze);

        runs.execute(key, picture, ManyBrokers.settings(NEVER, Duration.ofSeconds(2)));

        assertThat(state()).isEqualTo("FAILED");
        assertThat(checks(any -> true)).contains("run", "metadata").containsAll(ManyBrokers.checksOf(picture));
        assertThat(passed("/tcp")).hasSize(MANY);
        assertThat(passed("/identity")).isEmpty();
    }

    private String state() {
        return run().path("state").asString();
    }

    /** The ids of the checks that passed so far. */
    private List<String> passed(String end) {
        return checks(check -> check.path("outcome").asString().equals("PASS")
                && check.path("id").asString().endsWith(end));
    }

    private List<String> checks(Predicate<JsonNode> wanted) {
        return run().path("checks")
                .valueStream()
                .filter(wanted)
                .map(check -> check.path("id").asString())
                .toList();
    }

    private JsonNode run() {
        return tenant.admin()
                .get(tenant.path("/clusters/%s/validations/%s"
                        .formatted(picture.cluster().id(), key.validationId())))
                .json();
    }
}
