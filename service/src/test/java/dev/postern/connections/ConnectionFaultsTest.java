package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.Hostname;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.testing.FaultTable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Everything that goes wrong with a connection over PrivateLink, and what its owner is told then: the table in {@code
 * docs/faults.md}. Each fault ends, and the last column says what becomes of the connection without or with a retry.
 */
@Import(Replica.Shared.class)
class ConnectionFaultsTest extends ReconcilerTest {

    private static final Hostname HOSTNAME = new Hostname("kafka.acme.example");
    private static final String BY_ITSELF = "goes on by itself";
    private static final String AFTER_RETRY = "goes on after a retry";
    private static final String UNHARMED = "is not harmed";

    @SuppressWarnings("NullAway.Init")
    private static Sandbox sandbox;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Replica.Shared shared;

    private final SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();

    private interface Scenario {
        Map<String, String> run(FaultScene scene);
    }

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.builder()
                .time(TimeMode.EXPLICIT)
                .quotas(Quotas.unlimited())
                .start();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsToldAsTheTableSays() {
        callsThatFail();
        theTenantsPart();
        theOperatorsPart();
        behindOurBack();
        dns();
        deletion();
        return FaultTable.of(
                        "Connections", "fault", "phase", "reason", "waitingOn", "message", "remedy", "the connection")
                .tests(scenarios);
    }

    private void callsThatFail() {
        fault("AWS throttles a burst of calls", scene -> {
            scene.fault(Fault.throttle().times(4));
            ConnectionKey key = scene.connection();
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("AWS throttles every fifth call, all the time", scene -> {
            scene.fault(Fault.throttle().every(5));
            ConnectionKey key = scene.ready();
            return outcome(scene.seen(key), UNHARMED);
        });
        fault("A role that was made a moment ago is denied", scene -> {
            scene.aws().delays(Delays.brief().withRoleUsable(Duration.ofSeconds(10)));
            ConnectionKey key = scene.connection();
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("AWS does not find an endpoint right after its creation", scene -> {
            scene.aws().delays(Delays.brief().withEndpointVisible(Duration.ofSeconds(10)));
            ConnectionKey key = scene.connection();
            scene.activate(key);
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
        fault("The answer to the creation of the role is lost, again and again", scene -> {
            scene.fault(Fault.loseAnswer().of("CreateRole").times(3));
            ConnectionKey key = scene.connection();
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("The answer to the creation of the endpoint is lost, again and again", scene -> {
            scene.fault(Fault.loseAnswer().of("CreateVpcEndpoint").times(3));
            ConnectionKey key = scene.connection();
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("AWS is slow", scene -> {
            scene.fault(Fault.delay(Duration.ofMillis(100)));
            ConnectionKey key = scene.ready();
            return outcome(scene.seen(key), UNHARMED);
        });
        fault("AWS takes calls and never answers", scene -> {
            scene.fault(Fault.hang());
            ConnectionKey key = scene.connection();
            scene.activate(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
    }

    private void theTenantsPart() {
        fault("The tenant has not told the name of the service yet", scene -> {
            ConnectionKey key = scene.connection(null);
            scene.rounds(key);
            return outcome(scene.seen(key), "goes on when the name is set");
        });
        fault("Our principal is not among those that the service allows", scene -> {
            ServiceReference service = scene.closedService(FaultScene.REGION, "use1-az1", "use1-az4");
            ConnectionKey key = scene.connection(service);
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.aws()
                    .allow(
                            service.name(),
                            String.valueOf(scene.read(key).holdings().principal()));
            return goesOn(scene, key, seen, BY_ITSELF);
        });
        fault("There is no such service", scene -> {
            ConnectionKey key = scene.connection(
                    new ServiceReference("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", FaultScene.REGION));
            scene.rounds(key);
            return outcome(scene.seen(key), "goes on when the name is corrected");
        });
        fault("Another tenant's connection has the service", scene -> {
            ConnectionKey first = scene.ready();
            ConnectionKey key = scene.connection(scene.read(first).intent().service());
            scene.rounds(key);
            return outcome(scene.seen(key), "goes on when the other one is gone");
        });
        fault("The service is not in a zone that was asked for", scene -> {
            ConnectionKey key = scene.connection(scene.service("use1-az1"));
            scene.rounds(key);
            return outcome(scene.seen(key), "goes on with other zones");
        });
        fault("The service is in another region, and does not support ours", scene -> {
            ServiceReference service = scene.closedService("eu-west-1", "euw1-az1");
            scene.aws().allow(service.name(), "*");
            ConnectionKey key = scene.connection(service);
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.aws().supportRegions(service.name(), List.of("eu-west-1", FaultScene.REGION));
            Map<String, String> row = goesOn(scene, key, seen, BY_ITSELF);
            assertThat(scene.read(key).holdings().requiredEndpoint().dnsNames())
                    .as("names of an endpoint across regions")
                    .singleElement()
                    .extracting(DnsName::availabilityZone)
                    .isNull();
            return row;
        });
        fault("The endpoint is not accepted yet", scene -> {
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            return goesOn(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("The endpoint is rejected", scene -> {
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            scene.aws().reject(scene.endpoint(key));
            scene.rounds(key);
            return retried(scene, key);
        });
        fault("An endpoint that was available is rejected", scene -> {
            ConnectionKey key = scene.ready();
            scene.aws().reject(scene.endpoint(key));
            scene.rounds(key);
            return retried(scene, key);
        });
        fault("Nobody accepts the endpoint in time", scene -> {
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            scene.aws().expire(scene.endpoint(key));
            scene.rounds(key);
            return retried(scene, key);
        });
    }

    private void theOperatorsPart() {
        fault("The VPC takes no more endpoints, as configured", scene -> {
            scene.configureFull(scene.ready());
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.configure("postern.privatelink.regions.us-east-1.placements[0].capacity", "1000");
            return retried(scene, key, seen);
        });
        fault("The VPC takes no more endpoints, as AWS says", scene -> {
            scene.aws().quotas(Quotas.unlimited().withEndpointsPerVpc(0));
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            return retried(scene, key);
        });
        fault("The account takes no more roles, as AWS says", scene -> {
            scene.aws().quotas(Quotas.unlimited().withRolesPerAccount(0));
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            return retried(scene, key);
        });
        fault("The operator serves the region no more", scene -> {
            ConnectionKey key = scene.connection();
            scene.configureNothingIn(FaultScene.REGION);
            scene.rounds(key);
            return outcome(scene.seen(key), AFTER_RETRY);
        });
        fault("The operator's own role may not do it", scene -> {
            scene.fault(Fault.refuse(403, "AccessDenied", "not authorized to perform iam:CreateRole")
                    .of("CreateRole"));
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            return retried(scene, key);
        });
        fault("AWS refuses in a way that we do not know", scene -> {
            scene.fault(Fault.refuse(400, "OperationNotPermitted", "no").of("CreateVpcEndpoint"));
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            return retried(scene, key);
        });
    }

    private void behindOurBack() {
        fault("Somebody deletes the endpoint", scene -> {
            ConnectionKey key = scene.ready();
            scene.aws().delete(scene.endpoint(key));
            scene.rounds(key);
            return goesOn(scene, key, scene.remembered(key, ConnectionReason.ENDPOINT_DISAPPEARED), BY_ITSELF);
        });
        fault("Somebody takes the tags off the endpoint", scene -> {
            ConnectionKey key = scene.ready();
            scene.aws().untag(scene.endpoint(key));
            scene.rounds(key);
            assertThat(scene.aws().endpoint(scene.endpoint(key)).orElseThrow().tags())
                    .containsEntry("postern:connection", key.connectionId().value());
            return outcome(scene.seen(key), UNHARMED);
        });
        fault("Somebody deletes the IAM role", scene -> {
            ConnectionKey key = scene.ready();
            String principal = String.valueOf(scene.read(key).holdings().principal());
            scene.aws().deleteRole(principal);
            scene.rounds(key);
            assertThat(scene.aws().roles()).extracting(Role::arn).contains(principal);
            return outcome(scene.remembered(key, ConnectionReason.READY), UNHARMED);
        });
        fault("The endpoint is in a state that we do not know", scene -> {
            ConnectionKey key = scene.ready();
            scene.aws().showState(scene.endpoint(key), "partial");
            scene.rounds(key);
            assertThat(scene.read(key).holdings().requiredEndpoint().state()).isEqualTo("partial");
            Map<String, String> seen = scene.seen(key);
            scene.aws().showTrueState(scene.endpoint(key));
            return goesOn(scene, key, seen, UNHARMED);
        });
        fault("AWS says that the endpoint has failed", scene -> {
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            scene.aws().fail(scene.endpoint(key), "No addresses are left in the subnet.");
            scene.rounds(key);
            return retried(scene, key);
        });
    }

    private void dns() {
        fault("The VPC has another private zone of the hostname", scene -> {
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            String other = scene.aws().createHostedZone(scene.vpc(), HOSTNAME.value());
            scene.availableEndpoint(key);
            Map<String, String> seen = scene.seen(key);
            scene.aws().deleteHostedZone(other);
            return hasItsName(scene, key, seen, BY_ITSELF);
        });
        fault("The account takes no more hosted zones", scene -> {
            scene.aws().quotas(Quotas.unlimited().withHostedZonesPerAccount(0));
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            scene.availableEndpoint(key);
            Map<String, String> seen = scene.seen(key);
            scene.cured();
            scene.retry(key);
            return hasItsName(scene, key, seen, AFTER_RETRY);
        });
        fault("The operator's own role may not make hosted zones", scene -> {
            scene.fault(Fault.refuse(403, "AccessDenied", "not authorized to perform route53:CreateHostedZone")
                    .of("CreateHostedZone"));
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            scene.availableEndpoint(key);
            Map<String, String> seen = scene.seen(key);
            scene.cured();
            scene.retry(key);
            return hasItsName(scene, key, seen, AFTER_RETRY);
        });
        fault("Route 53 throttles", scene -> {
            scene.fault(Fault.throttle().of("CreateHostedZone"));
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            scene.availableEndpoint(key);
            return hasItsName(scene, key, scene.seen(key), BY_ITSELF);
        });
        fault("Somebody deletes the hosted zone", scene -> {
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            scene.availableEndpoint(key);
            scene.aws()
                    .deleteHostedZone(
                            String.valueOf(scene.read(key).holdings().zone().id()));
            scene.rounds(key);
            return hasItsName(scene, key, scene.remembered(key, "deleted, and not by Postern"), BY_ITSELF);
        });
        fault("AWS refuses to delete the hosted zone", scene -> {
            ConnectionKey key = scene.connectionNamed(HOSTNAME);
            scene.availableEndpoint(key);
            scene.fault(Fault.refuse(403, "AccessDenied", "no").of("DeleteHostedZone"));
            scene.delete(key);
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.cured();
            scene.rounds(key);
            assertThat(scene.read(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
            assertThat(scene.aws().resolve(scene.vpc(), HOSTNAME.value())).isEmpty();
            return outcome(seen, BY_ITSELF);
        });
    }

    /** What was wrong is over: the hostname must lead to the endpoint. The connection goes, and leaves the name free. */
    private static Map<String, String> hasItsName(
            FaultScene scene, ConnectionKey key, Map<String, String> seen, String how) {
        scene.cured();
        scene.rounds(key);
        PrivateLinkConnection connection = scene.read(key);
        assertThat(connection.state().reason()).as("%s", connection).isEqualTo(ConnectionReason.READY);
        assertThat(scene.aws().resolve(scene.vpc(), HOSTNAME.value()))
                .containsExactly(connection.endpoint().dnsNames().getFirst().name());
        scene.delete(key);
        scene.rounds(key);
        return outcome(seen, how);
    }

    private void deletion() {
        fault("AWS refuses a deletion", scene -> {
            ConnectionKey key = scene.ready();
            scene.fault(Fault.refuse(403, "UnauthorizedOperation", "no").of("DeleteVpcEndpoints"));
            scene.delete(key);
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.cured();
            scene.rounds(key);
            assertThat(scene.read(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
            return outcome(seen, BY_ITSELF);
        });
        fault("AWS takes its time to delete the endpoint", scene -> {
            ConnectionKey key = scene.ready();
            scene.delete(key);
            scene.activate(key);
            Map<String, String> seen = scene.seen(key);
            scene.rounds(key);
            assertThat(scene.read(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
            return outcome(seen, BY_ITSELF);
        });
    }

    private void fault(String name, Scenario scenario) {
        scenarios.put(name, () -> {
            try (FaultScene scene = new FaultScene(world, shared, sandbox)) {
                return scenario.run(scene);
            }
        });
    }

    private static Map<String, String> retried(FaultScene scene, ConnectionKey key) {
        return retried(scene, key, scene.seen(key));
    }

    private static Map<String, String> retried(FaultScene scene, ConnectionKey key, Map<String, String> seen) {
        scene.cured();
        scene.retry(key);
        return goesOn(scene, key, seen, AFTER_RETRY);
    }

    /** What was wrong is over, and whoever has to accepts: the connection must become available. */
    private static Map<String, String> goesOn(
            FaultScene scene, ConnectionKey key, Map<String, String> seen, String how) {
        scene.cured();
        scene.rounds(key);
        if (!scene.read(key).available()) {
            scene.accept(key);
            scene.rounds(key);
        }
        assertThat(scene.read(key).available()).as("%s", scene.read(key)).isTrue();
        return outcome(seen, how);
    }

    private static Map<String, String> outcome(Map<String, String> seen, String how) {
        Map<String, String> row = new HashMap<>(seen);
        row.put("the connection", how);
        return row;
    }
}
