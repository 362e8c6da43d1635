package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class OlderBrokerTests {

    private final KafkaBrokers cluster;

    @SuppressWarnings("NullAway.Init") // set before each test
    private OlderBroker older;

    OlderBrokerTests(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() {
        older = OlderBroker.before(cluster.address(2, Listener.PLAINTEXT));
    }

    @AfterEach
    void stop() {
        older.close();
    }

    @Test
    void itSaysThatItKnowsApiVersionsUpToFour() throws IOException {
        assertThat(newestApiVersions(ask(cluster.address(2, Listener.PLAINTEXT), 0, 0)))
                .isEqualTo((short) 5);
        assertThat(newestApiVersions(ask(older.address(), 0, 0))).isEqualTo((short) 4);
        assertThat(newestApiVersions(ask(older.address(), 4, 4))).isEqualTo((short) 4);
    }

    @Test
    void itRefusesTheVersionThatCameWithKafka44() throws IOException {
        var refused = ask(older.address(), 5, 0);

        assertThat(Errors.forCode(refused.errorCode())).isEqualTo(Errors.UNSUPPORTED_VERSION);
        assertThat(newestApiVersions(refused)).isEqualTo((short) 4);
    }

    @Test
    void aClientOfTodayGetsAlongWithIt() throws IOException {
        try (var client = OneBroker.at(cluster, 2, older.address().getPort())) {
            assertThat(client.metadata().clusterId()).isEqualTo(cluster.clusterId());
        }
    }

    private static short newestApiVersions(ApiVersionsResponseData answer) {
        return answer.apiKeys().find(ApiKeys.API_VERSIONS.id).maxVersion();
    }

    private static ApiVersionsResponseData ask(InetSocketAddress broker, int version, int answerVersion)
            throws IOException {
        var request = new ApiVersionsRequest(
                new ApiVersionsRequestData()
                        .setClientSoftwareName("test")
                        .setClientSoftwareVersion("1")
                        .setClusterId(null)
                        .setNodeId(-1),
                (short) version);
        var frame = request.serializeWithHeader(new RequestHeader(ApiKeys.API_VERSIONS, (short) version, "test", 7));
        try (var socket = new Socket(broker.getAddress(), broker.getPort())) {
            socket.setSoTimeout(20_000);
            var whole = ByteBuffer.allocate(4 + frame.remaining())
                    .putInt(frame.remaining())
                    .put(frame);
            socket.getOutputStream().write(whole.array());
            var in = new DataInputStream(socket.getInputStream());
            var answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
            assertThat(answer.getInt()).isEqualTo(7);
            return new ApiVersionsResponseData(new ByteBufferAccessor(answer), (short) answerVersion);
        }
    }
}
