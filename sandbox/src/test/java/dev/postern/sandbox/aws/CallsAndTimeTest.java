package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CallsAndTimeTest {

    @Test
    void withoutStepsThingsHappenByThemselves() throws IOException {
        try (AwsScene scene = new AwsScene(UnaryOperator.identity()).allowOperator()) {
            String id = scene.createEndpoint().vpcEndpointId();

            scene.sandbox.aws().accept(id);

            await().until(() -> scene.stateOf(id).equals("available"));
            String address = scene.describe(id).dnsEntries().getFirst().dnsName();
            assertThat(NamedServer.nameAt(address, 9001)).isEqualTo("broker-1");
            scene.operator.ec2().deleteVpcEndpoints(request -> request.vpcEndpointIds(id));
            await().until(() -> scene.sandbox.aws().endpoints().isEmpty());
        }
    }

    @Test
    void aStepMovesEverythingByOneTransitionAndSaysHowMany() {
        try (AwsScene scene = new AwsScene().allowOperator()) {
            String first = scene.createEndpoint().vpcEndpointId();
            String second = scene.createEndpoint().vpcEndpointId();
            scene.sandbox.aws().accept(first);
            scene.sandbox.aws().delete(second);

            assertThat(scene.sandbox.aws().step()).isEqualTo(2);

            assertThat(scene.stateOf(first)).isEqualTo("available");
            assertThat(scene.stateOf(second)).isEqualTo("deleted");
            assertThat(scene.sandbox.aws().step()).isEqualTo(1);
            assertThat(scene.sandbox.aws().step()).isZero();
        }
    }

    @Test
    void everyCallIsLoggedWithItsCallerAndOutcome() {
        try (AwsScene scene = new AwsScene()) {
            scene.operator.ec2().describeVpcs();
            assertThatThrownBy(scene::createEndpoint).isNotNull();

            assertThat(scene.sandbox.aws().calls().entries("DescribeVpcs"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.service()).isEqualTo("ec2");
                        assertThat(call.region()).isEqualTo("us-east-1");
                        assertThat(call.caller()).isEqualTo("arn:aws:iam::111111111111:user/operator");
                        assertThat(call.outcome()).isEqualTo("OK");
                    });
            assertThat(scene.sandbox.aws().calls().entries("CreateVpcEndpoint"))
                    .extracting(CallLog.Entry::outcome)
                    .containsExactly("InvalidServiceName");
        }
    }

    @Test
    void anInterceptorCanRefuseACallInsteadOfTheService() {
        try (AwsScene scene = new AwsScene()) {
            scene.sandbox.aws().intercept((call, service) -> {
                if (call.action().equals("DescribeVpcs")) {
                    throw AwsException.badRequest("Unavailable", "not today"); // a code that the SDK does not retry
                }
                return service.proceed();
            });

            assertThatThrownBy(() -> scene.operator.ec2().describeVpcs())
                    .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("Unavailable"));
            assertThat(scene.operator.ec2().describeSubnets().subnets()).isNotEmpty();
        }
    }

    @Test
    void sandboxesInOneProcessDoNotShareAnything() {
        try (AwsScene one = new AwsScene().allowOperator();
                AwsScene two = new AwsScene().allowOperator()) {
            String first = one.createEndpoint().dnsEntries().getFirst().dnsName();
            String second = two.createEndpoint().dnsEntries().getFirst().dnsName();

            assertThat(first).isNotEqualTo(second);
            assertThat(one.sandbox.aws().endpoints()).hasSize(1);
        }
    }

    @Test
    void aRequestWithoutASignatureIsRefused() throws Exception {
        try (AwsScene scene = new AwsScene();
                HttpClient http = HttpClient.newHttpClient()) {
            URI uri = scene.sandbox.awsEndpoint().resolve("/?Action=DescribeVpcs");

            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("MissingAuthenticationToken");
        }
    }
}
