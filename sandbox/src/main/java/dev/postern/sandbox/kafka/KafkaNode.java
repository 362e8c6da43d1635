package dev.postern.sandbox.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One Kafka process, so to speak: a controller or a broker that can be stopped and started again. */
final class KafkaNode {
    private final int nodeId;
    private final Map<String, String> properties;
    private final Collection<ReservedPort> ports;
    private @Nullable KafkaRaftServer server;

    /** @param ports those that this node, and no other, listens on */
    KafkaNode(int nodeId, Map<String, String> properties, Collection<ReservedPort> ports) {
        this.nodeId = nodeId;
        this.properties = Map.copyOf(properties);
        this.ports = List.copyOf(ports);
    }

    int nodeId() {
        return nodeId;
    }

    /**
     * Makes this node's directory a part of the cluster, once.
     *
     * @param scramArguments log-ins, of which only the controller's count; as {@code kafka-storage format} takes them
     */
    void format(Path directory, String clusterId, List<String> scramArguments) {
        var formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setIgnoreFormatted(true)
                .setNodeId(nodeId)
                .setClusterId(clusterId)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setScramArguments(scramArguments);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory + " for node " + nodeId, e);
        }
    }

    /** Returns when the node serves; does nothing when it already does. */
    synchronized void start() {
        if (server != null) {
            return;
        }
        ports.forEach(ReservedPort::giveWay);
        var starting = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server = starting;
        starting.startup();
    }

    /** Returns when the node is gone, having handed over what it led; does nothing when it was not running. */
    synchronized void stop() {
        var stopping = server;
        if (stopping == null) {
            return;
        }
        server = null;
        stopping.shutdown();
        stopping.awaitShutdown();
        ports.forEach(ReservedPort::takeBack);
    }

    synchronized boolean isRunning() {
        return server != null;
    }
}
