package dev.postern.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.kafka.BrokerCertificate;
import dev.postern.sandbox.kafka.Brokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.kafka.Permission;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Integer> running = new TreeSet<>(Set.of(1, 2));
    private final List<String> done = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Sandbox sandbox;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String serviceName;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.builder()
                .time(TimeMode.EXPLICIT)
                .brokers(new RecordingBrokers())
                .start();
        LoadBalancer balancer =
                new LoadBalancer("acme-kafka").listen(9001, Target.local(19001)).listen(9002, Target.local(19002));
        serviceName = sandbox.aws()
                .tenantService("orders", Account.ACME.id(), "us-east-1", List.of("use1-az1"), balancer, true);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        http.close();
    }

    @Test
    void theRootExplainsWhatThereIs() throws Exception {
        HttpResponse<String> help = send("GET", "/", "");

        assertThat(help.headers().firstValue("content-type")).hasValue("text/plain;charset=UTF-8");
        assertThat(help.body()).contains("POST /time/step", "GET  /state");
    }

    @Test
    void theStateShowsServicesAndListeners() throws Exception {
        JsonNode state = json(send("GET", "/state", ""));

        assertThat(state.at("/services/0/serviceName").asString()).isEqualTo(serviceName);
        assertThat(state.at("/loadBalancers/0/listeners/9001/0").asString()).isEqualTo("127.0.0.1:19001");
    }

    @Test
    void aPrincipalIsAllowedByServiceNameOrId() throws Exception {
        String id = serviceName.substring(serviceName.lastIndexOf('.') + 1);

        send("POST", "/services/" + serviceName + "/allow", "{\"principal\": \"arn:aws:iam::111111111111:root\"}");
        send("POST", "/services/" + id + "/allow", "{\"principal\": \"arn:aws:iam::111111111111:role/con-1\"}");

        assertThat(json(send("GET", "/state", ""))
                        .at("/services/0/allowedPrincipals")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void listenersAreCrossedAndUncrossed() throws Exception {
        JsonNode crossed = json(send("POST", "/load-balancers/acme-kafka/cross", "{\"ports\": [9001, 9002]}"));
        assertThat(crossed.at("/listeners/9001/0").asString()).isEqualTo("127.0.0.1:19002");

        JsonNode uncrossed = json(send("POST", "/load-balancers/acme-kafka/uncross", ""));
        assertThat(uncrossed.path("crossed").asBoolean()).isFalse();
    }

    @Test
    void brokersAreStoppedAndStarted() throws Exception {
        send("POST", "/brokers/2/stop", "");
        assertThat(running).containsExactly(1);

        assertThat(json(send("POST", "/brokers/2/start", "")).path("state").asString())
                .isEqualTo("started");
        assertThat(running).containsExactly(1, 2);
    }

    @Test
    void brokersComeAndGoAndChangeTheirNumber() throws Exception {
        JsonNode added = json(send("POST", "/brokers/3/add", ""));
        assertThat(added.at("/addresses/SSL").asString()).isEqualTo("127.0.0.1:40003");
        send("POST", "/brokers/1/remove", "");
        assertThat(json(send("POST", "/brokers/2/renumber", "{\"to\": 5}"))
                        .path("nodeId")
                        .asInt())
                .isEqualTo(5);
        assertThat(running).containsExactly(3, 5);
    }

    @Test
    void certificatesPasswordsAndPermissionsAreChanged() throws Exception {
        send("POST", "/brokers/1/certificate", "{\"show\": \"SELF_SIGNED\"}");
        send("POST", "/users/u/password", "{\"password\": \"p\"}");
        send("POST", "/users/u/forbid", "{\"permission\": \"DESCRIBE_CONFIGS\"}");

        assertThat(done).containsExactly("1 shows SELF_SIGNED", "u has p", "u may not DESCRIBE_CONFIGS");
    }

    @Test
    void listenersAreAddedMixedMisdirectedFrozenAndMended() throws Exception {
        String balancer = "/load-balancers/acme-kafka/";
        JsonNode listening = json(send("POST", balancer + "listen", "{\"port\": 9003, \"to\": \"127.0.0.1:19003\"}"));
        assertThat(listening.at("/listeners/9003/0").asString()).isEqualTo("127.0.0.1:19003");

        send("POST", balancer + "mix", "{\"ports\": [9001, 9002]}");
        send("POST", balancer + "misdirect", "{\"port\": 9002, \"to\": \"127.0.0.1:19009\"}");
        send("POST", balancer + "health", "{\"port\": 9003, \"healthy\": false}");
        send("POST", balancer + "cross-zone", "{\"on\": false}");
        JsonNode wrong = json(send("POST", balancer + "freeze", "{\"port\": 9003, \"answerBytes\": 0}"));
        assertThat(wrong.at("/listeners/9001").size()).isEqualTo(2);
        assertThat(wrong.at("/listeners/9002/0").asString()).isEqualTo("127.0.0.1:19009");
        assertThat(wrong.at("/frozen/0").asInt()).isEqualTo(9003);
        assertThat(wrong.path("crossZone").asBoolean()).isFalse();

        JsonNode mended = json(send("POST", balancer + "mend", ""));
        assertThat(mended.at("/listeners/9001").size()).isOne();
        assertThat(mended.path("frozen").isEmpty()).isTrue();
        assertThat(mended.path("crossZone").asBoolean()).isTrue();
    }

    @Test
    void callsAndStepsAreCounted() throws Exception {
        assertThat(json(send("GET", "/calls", "")).path("total").asInt()).isZero();
        assertThat(json(send("POST", "/time/step", "")).path("transitions").asInt())
                .isZero();
    }

    @Test
    void theStateShowsWhereTheOperatorMayMakeEndpoints() throws Exception {
        JsonNode placement = json(send("GET", "/state", "")).at("/placements/0");

        assertThat(placement.path("vpcId").asString())
                .isEqualTo(sandbox.aws().operatorVpc("us-east-1").id());
        assertThat(placement.path("subnetsByZone").propertyNames()).contains("use1-az1", "use1-az4");
    }

    @Test
    void aNameThatNoPrivateZoneHasResolvesToNothing() throws Exception {
        String vpcId = sandbox.aws().operatorVpc("us-east-1").id();

        JsonNode answer = json(send("GET", "/vpcs/" + vpcId + "/resolve?name=kafka.acme.example", ""));

        assertThat(answer.path("addresses").isEmpty()).isTrue();
    }

    @Test
    void badInputIsAnsweredWithWhatToDo() throws Exception {
        assertError(404, "there is no endpoint vpce-0", "POST", "/vpc-endpoints/vpce-0/accept", "");
        assertError(
                404,
                "there is no endpoint service nothing",
                "POST",
                "/services/nothing/allow",
                "{\"principal\": \"*\"}");
        assertError(400, "'principal'", "POST", "/services/" + serviceName + "/allow", "no json");
        assertError(400, "without path", "POST", "/services/" + serviceName + "/allow", "{\"principal\": \"me\"}");
        assertError(404, "there is no load balancer", "POST", "/load-balancers/other/uncross", "");
        assertError(400, "exactly two", "POST", "/load-balancers/acme-kafka/cross", "{\"ports\": [9001]}");
        assertError(400, "no listener on port 1", "POST", "/load-balancers/acme-kafka/cross", "{\"ports\": [9001, 1]}");
        assertError(400, "no broker 7", "POST", "/brokers/7/stop", "");
        assertError(409, "do not authorize", "POST", "/users/u/allow", "{\"permission\": \"DESCRIBE_TOPICS\"}");
        assertError(400, "must be one of [OWN,", "POST", "/brokers/1/certificate", "{\"show\": \"BEST\"}");
        assertError(400, "is no target", "POST", "/load-balancers/acme-kafka/listen", "{\"port\": 1, \"to\": \"x\"}");
        assertError(400, "'healthy'", "POST", "/load-balancers/acme-kafka/health", "{\"port\": 9001}");
        assertError(400, "not a node id", "POST", "/brokers/one/stop", "");
        assertError(400, "?name=", "GET", "/vpcs/vpc-0/resolve", "");
        assertError(404, "there is nothing at /nothing", "GET", "/nothing", "");
        assertError(405, "is not what /state is for", "POST", "/state", "");
    }

    private void assertError(int status, String text, String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asString()).contains(text);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(sandbox.controlEndpoint().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Two brokers that only remember what was done to them. */
    private final class RecordingBrokers implements Brokers {
        @Override
        public Map<Listener, InetSocketAddress> addresses(int nodeId) {
            return Map.of(Listener.SSL, new InetSocketAddress("127.0.0.1", 40_000 + nodeId));
        }

        @Override
        public void stop(int nodeId) {
            check(nodeId);
            running.remove(nodeId);
        }

        @Override
        public void start(int nodeId) {
            check(nodeId);
            running.add(nodeId);
        }

        @Override
        public void add(int nodeId) {
            running.add(nodeId);
        }

        @Override
        public void remove(int nodeId) {
            running.remove(nodeId);
        }

        @Override
        public void renumber(int nodeId, int newId) {
            running.remove(nodeId);
            running.add(newId);
        }

        @Override
        public void show(int nodeId, BrokerCertificate kind) {
            done.add(nodeId + " shows " + kind);
        }

        @Override
        public void allow(String user, Permission permission) {
            throw new IllegalStateException("these brokers do not authorize");
        }

        @Override
        public void forbid(String user, Permission permission) {
            done.add(user + " may not " + permission);
        }

        @Override
        public void changePassword(String user, String password) {
            done.add(user + " has " + password);
        }

        private void check(int nodeId) {
            if (nodeId > 2) {
                throw new IllegalArgumentException("no broker " + nodeId);
            }
        }
    }
}
