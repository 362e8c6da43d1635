package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;

/**
 * A client of one listener of one broker, which rewrites the broker's name and port to where it really listens. Kafka's
 * own network layer does the rest, so TLS verifies the broker's name and a log-in is a real one.
 */
final class OneBroker implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Node node;
    private final NetworkClient client;

    private OneBroker(Node node, NetworkClient client) {
        this.node = node;
        this.client = client;
    }

    /**
     * Connects, with TLS and log-in as the listener asks for.
     *
     * @throws org.apache.kafka.common.errors.AuthenticationException if TLS or the log-in fails
     */
    static OneBroker connect(KafkaBrokers cluster, int nodeId, Listener listener, Map<String, String> security)
            throws IOException {
        return connect(
                cluster,
                nodeId,
                listener,
                security,
                cluster.advertised(nodeId, listener).getHostString());
    }

    /** As above, for a broker that the client believes to have the name {@code host}. */
    static OneBroker connect(
            KafkaBrokers cluster, int nodeId, Listener listener, Map<String, String> security, String host)
            throws IOException {
        var node = new Node(nodeId, host, cluster.address(nodeId, listener).getPort());
        return connect(cluster, node, listener, security);
    }

    /** Connects to whatever passes {@link Listener#PLAINTEXT} of the broker on at that local port. */
    static OneBroker at(KafkaBrokers cluster, int nodeId, int port) throws IOException {
        return connect(cluster, new Node(nodeId, "b", port), Listener.PLAINTEXT, Map.of());
    }

    private static OneBroker connect(KafkaBrokers cluster, Node node, Listener listener, Map<String, String> security)
            throws IOException {
        var properties = new HashMap<String, Object>(security);
        properties.put("bootstrap.servers", "unused:1");
        properties.put("security.protocol", listener.protocol().name);
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.certificates", cluster.caCertificatePem());
        var client = ClientUtils.createNetworkClient(
                new AdminClientConfig(properties),
                List.of(),
                "one-broker",
                new Metrics(),
                "one-broker",
                new LogContext(),
                new ApiVersions(),
                Time.SYSTEM,
                1,
                TIMEOUT_MILLIS,
                null,
                new ManualMetadataUpdater(List.of(node)),
                name -> new InetAddress[] {InetAddress.getByAddress(name, LOOPBACK)},
                null,
                null);
        try {
            if (!NetworkClientUtils.awaitReady(client, node, Time.SYSTEM, TIMEOUT_MILLIS)) {
                throw new IOException(node + " did not get ready in time");
            }
            return new OneBroker(node, client);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** What this broker tells about the cluster, to a client of this listener. */
    MetadataResponse metadata() throws IOException {
        return ask(new MetadataRequest.Builder(List.of(), false), MetadataResponse.class);
    }

    /** What this broker answers. */
    <R extends AbstractResponse> R ask(AbstractRequest.Builder<?> question, Class<R> type) throws IOException {
        var request = client.newClientRequest(node.idString(), question, Time.SYSTEM.milliseconds(), true);
        return type.cast(
                NetworkClientUtils.sendAndReceive(client, request, Time.SYSTEM).responseBody());
    }

    @Override
    public void close() {
        client.close();
    }
}
