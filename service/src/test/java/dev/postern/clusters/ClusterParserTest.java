package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClusterParserTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ConnectionId CONNECTION = ConnectionId.next();
    private static final String GOOD = """
            {"name": "orders", "bootstrap": ["b-1.kafka:9092"],
             "security": {"protocol": "SASL_SSL", "mechanism": "SCRAM-SHA-512", "username": "u", "password": "p"},
             "bootstrapRoute": {"connectionId": "%1$s", "port": 9091},
             "routes": [{"match": {"address": "b-1.kafka:9092"}, "connectionId": "%1$s",
                         "port": {"kind": "FIXED", "value": 9001}, "availabilityZone": "use1-az1"}]}
            """.formatted(CONNECTION);

    @Test
    void readsWhatIsWanted() {
        ClusterIntent intent = parse(GOOD);

        assertThat(intent.security())
                .isEqualTo(new ClusterSecurity(
                        ClusterSecurity.SecurityProtocol.SASL_SSL,
                        new ClusterSecurity.Login(ClusterSecurity.SaslMechanism.SCRAM_SHA_512, "u", Secret.of("p")),
                        null,
                        null));
        assertThat(intent.routes())
                .containsExactly(new Route(
                        new RouteMatch.ByAddress(new AddressPattern("b-1.kafka:9092")),
                        CONNECTION,
                        new RoutePort.Fixed(9001),
                        "use1-az1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /routes/0/port | {"kind": "FIXED", "value": 0}            | /routes/0/port/value | from 1 to 65535
            /routes/0/port | {"kind": "FIXED", "value": 65536}        | /routes/0/port/value | from 1 to 65535
            /routes/0/port | {"kind": "FIXED"}                        | /routes/0/port/value | is required with FIXED
            /routes/0/port | {"kind": "SAME", "value": 9092}          | /routes/0/port/value | FIXED and NODE_ID_PLUS only
            /routes/0/port | {"kind": "NODE_ID_PLUS", "value": -1}    | /routes/0/port/value | from 0 to 65535
            /routes/0/port | {"kind": "NODE_ID_PLUS", "value": 65536} | /routes/0/port/value | from 0 to 65535
            /routes/0/port | {"kind": "NODE_ID_PLUS"}                 | /routes/0/port/value | is required
            /routes/0/match | {"address": "b-1.kafka"}                | /routes/0/match/address | host:port
            /routes/0/match | {"address": "*.kafka"}                  | /routes/0/match/address | add a port
            /routes/0/match | {"address": "***********:9092"}         | /routes/0/match/address | at most 10
            /routes/0/match | {"nodeIds": "6-4"}                      | /routes/0/match/nodeIds | write 4-6
            /routes/0/match | {"nodeIds": "a"}                        | /routes/0/match/nodeIds | 4-6,9
            /routes/0/match | {}                                      | /routes/0/match | one of address
            /routes/0/match | {"address": "*:*", "nodeIds": "1"}      | /routes/0/match | not both
            /routes/0       | null                                    | /routes/0 | not null
            /bootstrap      | [null]                                  | /bootstrap/0 | host:port
            /bootstrap      | ["b-1.kafka"]                           | /bootstrap/0 | host:port
            /bootstrap      | ["b-1.kafka:9092", "B-1.Kafka:9092"]    | /bootstrap/1 | same address as /bootstrap/0
            """)
    void namesTheFieldAtFaultAndWhatWouldBeRight(String at, String value, String pointer, String advice) {
        assertThat(errors(with(at, value))).anySatisfy(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(advice);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/security/mechanism, GSSAPI, GSSAPI (Kerberos) is not supported",
        "/security/mechanism, OAUTHBEARER, OAUTHBEARER",
        "/security/mechanism, AWS_MSK_IAM, AWS_MSK_IAM",
        "/security/mechanism, scram-sha-512, this is not supported",
        "/security/protocol, TLS, this is not supported"
    })
    void refusesWhatWeDoNotSpeakAndRepeatsOnlyNamesThatAreKnownElsewhere(String pointer, String value, String detail) {
        assertThat(errors(with(pointer, "\"" + value + "\""))).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(detail).contains("supported are");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mechanism", "username", "password"})
    void saslNeedsAWholeLogIn(String field) {
        assertThat(errors(with("/security/" + field, "null")))
                .extracting(FieldError::pointer)
                .containsExactly("/security/" + field);
    }

    @Test
    void aLogInWithoutSaslIsRefused() {
        assertThat(errors(with("/security/protocol", "\"SSL\"")))
                .extracting(FieldError::pointer)
                .containsExactly("/security/mechanism", "/security/username", "/security/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void takesAClientCertificateWithItsKey(String algorithm) {
        TestPem pem = TestPem.create(algorithm);

        assertThat(parse(tls(pem.certificate(), pem.certificate(), pem.key()))
                        .security()
                        .clientCertificate())
                .isEqualTo(new ClusterSecurity.ClientCertificate(pem.certificate(), Secret.of(pem.key())));
    }

    @Test
    void refusesCertificatesAndKeysThatCannotWork() {
        TestPem pem = TestPem.create("EC");
        TestPem other = TestPem.create("EC");
        String broken = pem.certificate().replaceAll("\n.{20}", "\n");
        String encrypted = pem.key().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
        String old = pem.key().replace("PRIVATE KEY", "RSA PRIVATE KEY");

        assertThat(text(errors(tls("nonsense", null, null)))).contains("/security/caCertificates is not PEM");
        assertThat(text(errors(tls(broken, null, null)))).contains("/security/caCertificates holds a certificate");
        assertThat(text(errors(tls(pem.key(), null, null)))).contains("holds a private key");
        assertThat(text(errors(tls(null, pem.certificate(), null)))).contains("/security/clientKey is required");
        assertThat(text(errors(tls(null, null, pem.key())))).contains("goes with a clientCertificate");
        assertThat(text(errors(tls(null, pem.certificate(), other.key())))).contains("is not the key of the first");
        assertThat(text(errors(tls(null, pem.certificate(), encrypted)))).contains("openssl pkcs8");
        assertThat(text(errors(tls(null, pem.certificate(), old)))).contains("-topk8");
    }

    @Test
    void anUnknownConnectionIsRefusedWhereItIsNamed() {
        assertThat(connectionErrors(GOOD, Map.of(), Map.of()))
                .extracting(FieldError::pointer)
                .containsExactly("/bootstrapRoute/connectionId", "/routes/0/connectionId");
    }

    @ParameterizedTest
    @CsvSource({
        "use1-az1, false, ''",
        "use1-az2, false, 'none of the zones of acme'",
        "us-east-1a, false, 'zone name'",
        "use1-az1, true, 'cross-region'"
    })
    void aZoneMustBeOneOfTheConnections(String zone, boolean crossRegion, String advice) {
        List<FieldError> errors = connectionErrors(
                with("/routes/0/availabilityZone", "\"" + zone + "\""),
                Map.of(CONNECTION, connection(ConnectionKind.AWS_PRIVATELINK, crossRegion)),
                Map.of());

        if (advice.isEmpty()) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(text(errors)).startsWith("/routes/0/availabilityZone").contains(advice);
        }
    }

    @Test
    void tunnelsAndListenersEachStayOnTheirKindOfConnection() {
        Map<ConnectionId, ConnectionEndpoint> privateLink =
                Map.of(CONNECTION, connection(ConnectionKind.AWS_PRIVATELINK, false));
        Map<ConnectionId, ConnectionEndpoint> ssh = Map.of(CONNECTION, connection(ConnectionKind.SSH_BASTION, false));

        assertThat(text(connectionErrors(with("/routes/0/port", "{\"kind\": \"TUNNEL\"}"), privateLink, Map.of())))
                .startsWith("/routes/0/port/kind TUNNEL goes with SSH");
        assertThat(connectionErrors(GOOD, ssh, Map.of()))
                .extracting(FieldError::pointer)
                .containsExactly("/bootstrapRoute/connectionId", "/routes/0/port/kind", "/routes/0/availabilityZone");
        for (String other : List.of("{\"kind\": \"SAME\"}", "{\"kind\": \"NODE_ID_PLUS\", \"value\": 9000}")) {
            assertThat(connectionErrors(with("/routes/0/port", other), ssh, Map.of()))
                    .extracting(FieldError::pointer)
                    .contains("/routes/0/port/kind");
        }
    }

    /** Each is held against each broker: as many as routes are would take a second for a large cluster. */
    @Test
    void aHundredRoutesMayHaveAPatternAndNoneMore() {
        String route = """
                {"match": {"address": "b-%d.*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}""";
        IntFunction<String> routes = number -> with(
                "/routes",
                IntStream.range(0, number)
                        .mapToObj(each -> route.formatted(each, CONNECTION))
                        .collect(Collectors.joining(",", "[", "]")));

        assertThat(errors(routes.apply(100))).isEmpty();
        assertThat(text(errors(routes.apply(101)))).startsWith("/routes have at most 100 addresses with *");
    }

    @Test
    void aFiftyFirstListenerIsRefusedWithTheWayOut() {
        Map<ConnectionId, ConnectionEndpoint> connections =
                Map.of(CONNECTION, connection(ConnectionKind.AWS_PRIVATELINK, false));
        Set<Integer> others = IntStream.range(0, 49).mapToObj(i -> 7000 + i).collect(Collectors.toSet());

        assertThat(connectionErrors(GOOD, connections, Map.of(CONNECTION, Set.of(9001))))
                .isEmpty();
        assertThat(connectionErrors(GOOD, connections, Map.of(CONNECTION, others)))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/routes/0/port/value");
                    assertThat(error.detail()).contains("51st listener").contains("second connection");
                });
    }

    private static ConnectionEndpoint connection(ConnectionKind kind, boolean crossRegion) {
        return new ConnectionEndpoint(CONNECTION, "acme", kind, false, crossRegion, List.of("use1-az1"), List.of());
    }

    private static List<FieldError> connectionErrors(
            String request,
            Map<ConnectionId, ConnectionEndpoint> connections,
            Map<ConnectionId, Set<Integer>> portsOfOthers) {
        ClusterIntent intent = parse(request);
        return thrown(() -> ConnectionRules.check(intent, connections, portsOfOthers));
    }

    private static List<FieldError> errors(String request) {
        return thrown(() -> parse(request));
    }

    private static List<FieldError> thrown(Runnable work) {
        PosternException refused = catchThrowableOfType(PosternException.class, work::run);
        return refused == null ? List.of() : refused.errors();
    }

    private static String text(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.pointer() + " " + error.detail())
                .collect(Collectors.joining("\n"));
    }

    private static ClusterIntent parse(String request) {
        return ClusterParser.parse(JSON.readValue(request, ClusterCreate.class), StoredSecrets.NONE);
    }

    private static String tls(@Nullable String authorities, @Nullable String certificate, @Nullable String key) {
        return edit(request -> {
            ObjectNode security = request.putObject("security").put("protocol", "SSL");
            security.put("caCertificates", authorities);
            security.put("clientCertificate", certificate);
            security.put("clientKey", key);
            return request;
        });
    }

    private static String with(String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        return edit(request -> {
            var parent = request.at(pointer.substring(0, slash));
            if (parent instanceof ObjectNode object) {
                object.set(pointer.substring(slash + 1), JSON.readTree(value));
            } else {
                ((tools.jackson.databind.node.ArrayNode) parent)
                        .set(Integer.parseInt(pointer.substring(slash + 1)), JSON.readTree(value));
            }
            return request;
        });
    }

    private static String edit(UnaryOperator<ObjectNode> change) {
        return change.apply((ObjectNode) JSON.readTree(GOOD)).toString();
    }
}
