package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.IdentityOutcome.Unproven;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.junit.jupiter.api.Test;

/** However long the answers of one tenant's brokers are, others' are read, and the memory for all of them has a bound. */
class AnswerMemoryTest {

    private static final int OF_TENANT = 1 << 20;
    private static final int LONG = 600 << 10;
    private static final int TOO_LONG = OF_TENANT + 1;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HostPort BROKER = new HostPort("b-1.internal", 9092);

    private final AnswerMemory memory = new AnswerMemory(4 * OF_TENANT);
    private final BrokerProbes probes = new KafkaBrokerProbes(
            TestTarget.dialler(), Clock.systemUTC(), memory, TestTarget.COMPUTING, TestTarget.HANDSHAKES);
    private final TenantId greedy = TenantId.next();
    private final TenantId modest = TenantId.next();

    @Test
    void whoHasItsShareWaitsAndAnotherTenantDoesNot() throws ProbeFailed {
        Deadline soon = Deadline.in(Duration.ofMillis(100));
        try (AnswerMemory.Room held = memory.take(greedy, LONG, soon)) {
            assertThatThrownBy(() -> memory.take(greedy, LONG, soon)).hasMessageContaining("at once");
            memory.take(greedy, AnswerMemory.SHORT, soon).close();
            memory.take(modest, LONG, Deadline.in(SOON)).close();
        }
        memory.take(greedy, LONG, Deadline.in(SOON)).close();
    }

    @Test
    void anAnswerThatNeverFitsIsNotWaitedFor() {
        assertThatThrownBy(() -> memory.take(greedy, OF_TENANT + 1, Deadline.in(Duration.ofDays(1))))
                .hasMessageContaining("reads at most 1048576 bytes at once")
                .hasMessageContaining("ask the operator");
    }

    /** Only the last byte of the answer is missing: whoever read it all the same would wait for that. */
    @Test
    void aBrokersLongAnswerIsNotReadWithoutMemoryForIt() throws IOException {
        try (ScriptedServer hostile = new ScriptedServer(AnswerMemoryTest::holdingBack)) {
            assertThat(identify(probes.begin(greedy), hostile.port()))
                    .isInstanceOfSatisfying(
                            Unproven.class,
                            unproven -> assertThat(unproven.reasons())
                                    .anyMatch(reason -> reason.contains("reads at most 1048576 bytes at once")));
        }
    }

    @Test
    void whatIsLongIsAskedForOnceInARun() throws IOException {
        List<AbstractRequest> asked = new CopyOnWriteArrayList<>();
        try (ScriptedServer old = ScriptedBroker.knowing(4, request -> {
            asked.add(request);
            return answer(request);
        })) {
            BrokerProbe run = probes.begin(modest);
            IntStream.range(0, 3).forEach(connection -> identify(run, old.port()));

            assertThat(asked)
                    .filteredOn(request -> request instanceof MetadataRequest metadata && metadata.isAllTopics())
                    .hasSize(1);
        }
    }

    private static AbstractResponse answer(AbstractRequest request) {
        return switch (request) {
            case ApiVersionsRequest versions -> ScriptedBroker.versions(4);
            case DescribeConfigsRequest configs ->
                Answers.configs(Errors.CLUSTER_AUTHORIZATION_FAILED, "Cluster authorization failed.");
            case MetadataRequest metadata -> Answers.metadata(1);
            default -> Answers.endOf(Errors.NONE);
        };
    }

    /** All is answered but the question for all topics: of that answer a byte is missing. */
    private static void holdingBack(Socket connection) throws IOException {
        ScriptedBroker.converse(connection, request -> {
            if (request instanceof MetadataRequest metadata && metadata.isAllTopics()) {
                try {
                    connection
                            .getOutputStream()
                            .write(ByteBuffer.allocate(TOO_LONG + 3)
                                    .putInt(TOO_LONG)
                                    .array());
                    connection.getInputStream().read();
                } catch (IOException hungUp) {
                    return null;
                }
            }
            return answer(request);
        });
    }

    private static IdentityOutcome identify(BrokerProbe run, int port) {
        return run.identify(
                new ProbeTarget(BROKER, TestTarget.LOOPBACK, port),
                TestTarget.plaintext(),
                1,
                new ClusterMetadata(Answers.CLUSTER_ID, List.of()),
                SOON);
    }
}
