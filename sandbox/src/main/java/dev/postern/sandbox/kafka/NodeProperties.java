package dev.postern.sandbox.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Kafka's configuration of the nodes of one cluster. */
final class NodeProperties {
    private static final String CONTROLLER = "CONTROLLER";

    private final ClusterSettings settings;
    private final ClusterIdentity identity;
    private final ClusterDirectory directory;
    private final ReservedPort controllerPort;

    NodeProperties(
            ClusterSettings settings,
            ClusterIdentity identity,
            ClusterDirectory directory,
            ReservedPort controllerPort) {
        this.settings = settings;
        this.identity = identity;
        this.directory = directory;
        this.controllerPort = controllerPort;
    }

    Map<String, String> controller() {
        var properties = common(ClusterSettings.CONTROLLER_ID);
        properties.put("process.roles", "controller");
        properties.put("listeners", CONTROLLER + "://" + at(controllerPort));
        properties.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT");
        properties.putAll(settings.properties());
        return properties;
    }

    Map<String, String> broker(int nodeId, BrokerSeat seat) {
        var properties = common(nodeId);
        properties.put("process.roles", "broker");
        properties.put("broker.rack", settings.rack(seat.number()));
        addListeners(properties, seat);
        addTls(properties, seat);
        addSasl(properties);
        addSmallness(properties);
        properties.putAll(settings.properties());
        return properties;
    }

    private Map<String, String> common(int nodeId) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("node.id", String.valueOf(nodeId));
        properties.put("log.dirs", directory.node(nodeId).toString());
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("controller.quorum.voters", ClusterSettings.CONTROLLER_ID + "@" + at(controllerPort));
        // A broker that waits for a controller that failed must give up, or starting would never end.
        properties.put("server.max.startup.time.ms", "60000");
        // A broker stops at the pace of its heartbeats, and is not let in again before its last session has ended.
        // The session is long enough for a machine that has other things to do.
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("broker.session.timeout.ms", "8000");
        return properties;
    }

    private void addListeners(Map<String, String> properties, BrokerSeat seat) {
        var listeners = new ArrayList<String>();
        var advertised = new ArrayList<String>();
        var protocols = new ArrayList<>(List.of(CONTROLLER + ":PLAINTEXT"));
        seat.ports().forEach((listener, port) -> {
            listeners.add(listener + "://" + at(port));
            advertised.add(
                    listener == Listener.INTERNAL
                            ? listener + "://" + at(port)
                            : listener + "://" + settings.advertisedName(seat.number()) + ":"
                                    + listener.advertisedPort());
            protocols.add(listener + ":" + listener.protocol());
        });
        properties.put("listeners", String.join(",", listeners));
        properties.put("advertised.listeners", String.join(",", advertised));
        properties.put("listener.security.protocol.map", String.join(",", protocols));
        properties.put("inter.broker.listener.name", Listener.INTERNAL.name());
    }

    private void addTls(Map<String, String> properties, BrokerSeat seat) {
        var certificate = identity.authority().issueServer(names(seat.number()));
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.certificate.chain", certificate.certificateChain());
        properties.put("ssl.keystore.key", certificate.privateKey());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.certificates", identity.authority().certificatePem());
        // A broker may be told to show a certificate of another name: a fault that somebody wants to see.
        properties.put("ssl.allow.dn.changes", "true");
        properties.put("ssl.allow.san.changes", "true");
        // A client certificate is looked at where one is shown; a test that insists sets "required".
        properties.put(Listener.SSL.propertyPrefix() + "ssl.client.auth", "requested");
    }

    /** What the certificate of whoever has that seat says, the broker's own name first. */
    List<String> names(int seat) {
        var names = new ArrayList<>(List.of(settings.advertisedName(seat)));
        names.addAll(settings.extraNames());
        return names;
    }

    private void addSasl(Map<String, String> properties) {
        var users = identity.users().entrySet().stream()
                .map(user -> "user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
                .collect(Collectors.joining(" "));
        properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
        for (var listener : List.of(Listener.SASL_SSL, Listener.SASL_PLAINTEXT)) {
            properties.put(
                    listener.propertyPrefix() + "plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required " + users + ";");
            for (var mechanism : List.of("scram-sha-256", "scram-sha-512")) {
                properties.put(
                        listener.propertyPrefix() + mechanism + ".sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            }
        }
    }

    /** A cluster for one laptop: few threads, few internal partitions, no waiting for members that never come. */
    private void addSmallness(Map<String, String> properties) {
        var replication = String.valueOf(Math.min(3, settings.brokers()));
        properties.put("default.replication.factor", replication);
        properties.put("offsets.topic.replication.factor", replication);
        properties.put("offsets.topic.num.partitions", "3");
        properties.put("transaction.state.log.replication.factor", replication);
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "3");
        properties.put("share.coordinator.state.topic.replication.factor", replication);
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "3");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        // Allocated at once by every broker; the default of 128 MB is for real topics.
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    }

    private static String at(ReservedPort port) {
        return "127.0.0.1:" + port.port();
    }
}
