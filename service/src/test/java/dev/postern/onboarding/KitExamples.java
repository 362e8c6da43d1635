package dev.postern.onboarding;

import dev.postern.clusters.AddressPattern;
import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterHealth;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.ClusterOutline;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.SecurityView;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.connections.BastionBriefing;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.connections.ConnectionReason;
import dev.postern.connections.ConnectionStanding;
import dev.postern.connections.PrivateLinkBriefing;
import dev.postern.connections.WaitingOn;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.resolution.WantedListener;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kits as they are made, with names of one's own in every place that a name can come into. */
final class KitExamples {

    /** Signs of every language that the kit is written in. None of it would get past the API; what is stored may be older. */
    static final String HOSTILE = "a\"b'c\\ ${var.vpc_id} %{if true} \n"
            + "}\n"
            + "# $(touch injected) `touch injected` ü \ud83d\ude00\u2028*/ ??/ %s\\";

    static final ConnectionId CONNECTION = ConnectionId.next();
    static final TenantId TENANT = TenantId.next();
    static final String PRINCIPAL = "arn:aws:iam::111111111111:role/postern-x";

    private static final Templates TEMPLATES = new Templates();

    private KitExamples() {}

    static PrivateLinkBriefing privateLink(String name) {
        return new PrivateLinkBriefing(
                CONNECTION,
                name,
                standing(),
                "us-east-1",
                "us-east-1",
                List.of("use1-az1", "use1-az4"),
                null,
                "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718",
                PRINCIPAL,
                true,
                "vpce-0a1b2c3d4e5f60718",
                false);
    }

    static BastionBriefing bastion(String name, String user, HostPort... brokers) {
        return new BastionBriefing(
                CONNECTION,
                name,
                standing(),
                user,
                true,
                true,
                true,
                List.of(brokers),
                "restrict ssh-ed25519 AAAA postern-con_1-1\nrestrict ssh-ed25519 AAAA postern-con_1-2\n");
    }

    /** As the plan of a cluster of that name whose routes lead to these. */
    static LoadBalancerPlan plan(String cluster, boolean anyBroker, WantedListener... wanted) {
        return LoadBalancerPlan.of(
                CONNECTION, List.of(new RoutedCluster(cluster(cluster, anyBroker), List.of(wanted))));
    }

    static Cluster cluster(String name, boolean anyBroker) {
        return new Cluster(
                TENANT,
                ClusterId.next(),
                name,
                List.of(HostPort.parse("kafka.acme.internal:9092"), HostPort.parse("b-1.kafka.acme.internal:9092")),
                SecurityProtocol.SASL_SSL,
                anyBroker ? new BootstrapRoute(CONNECTION, 9091) : null,
                List.of(new Route(
                        new RouteMatch.ByAddress(new AddressPattern("*:*")), CONNECTION, new RoutePort.Same(), null)),
                1);
    }

    static WantedListener known(int port, int nodeId) {
        return new WantedListener(
                port, nodeId, HostPort.parse("b-%d.kafka.acme.internal:9092".formatted(nodeId)), true);
    }

    static WantedListener possible(int port, int nodeId) {
        return new WantedListener(port, nodeId, null, false);
    }

    static String terraform(String name, LoadBalancerPlan plan) {
        return new PrivateLinkKit(TEMPLATES).terraform(privateLink(name), plan);
    }

    /** All texts in which a name stands, in every shape that clusters have. */
    static List<KitItem> all(String name, String user) {
        return Stream.of(
                        new PrivateLinkKit(TEMPLATES)
                                .of(privateLink(name), plan(name, true, known(9001, 1), possible(9002, 2))),
                        new BastionKit(TEMPLATES)
                                .of(bastion(name, user, HostPort.parse("b-1.kafka.acme.internal:9092"))),
                        new BastionKit(TEMPLATES).of(bastion(name, user)),
                        clients(name, SecurityProtocol.PLAINTEXT, null),
                        clients(name, SecurityProtocol.SSL, null),
                        clients(name, SecurityProtocol.SASL_SSL, "PLAIN"),
                        clients(name, SecurityProtocol.SASL_SSL, "SCRAM-SHA-256"),
                        clients(name, SecurityProtocol.SASL_PLAINTEXT, "SCRAM-SHA-512"),
                        new ClientKit(TEMPLATES).of(ClientSettings.unknown(TENANT, ConnectionKind.SSH_BASTION)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<KitItem> clients(String name, SecurityProtocol protocol, @Nullable String mechanism) {
        boolean sasl = mechanism != null;
        SecurityView security = new SecurityView(
                protocol,
                mechanism,
                sasl ? name : null,
                protocol.tls() ? "-----BEGIN CERTIFICATE-----" : null,
                protocol == SecurityProtocol.SSL ? "-----BEGIN CERTIFICATE-----" : null);
        ClusterOutline outline = new ClusterOutline(cluster(name, true), security, ClusterHealth.UNVALIDATED, false);
        ConnectionKind kind = sasl ? ConnectionKind.SSH_BASTION : ConnectionKind.AWS_PRIVATELINK;
        return new ClientKit(TEMPLATES).of(ClientSettings.of(TENANT, CONNECTION, kind, outline));
    }

    private static ConnectionStanding standing() {
        return new ConnectionStanding(
                true, false, false, ConnectionReason.ENDPOINT_ACCEPTANCE, "Waits.", WaitingOn.TENANT, null);
    }
}
