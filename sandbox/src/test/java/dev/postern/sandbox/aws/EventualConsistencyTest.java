package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.TimeMode;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;

class EventualConsistencyTest {

    private static final Delays LATE = Delays.brief().withEndpointVisible(Duration.ofSeconds(1));

    @Test
    void aNewEndpointIsNotFoundUntilTheNextStep() {
        try (AwsScene scene =
                new AwsScene(builder -> builder.time(TimeMode.EXPLICIT).delays(LATE)).allowOperator()) {
            Ec2Client ec2 = scene.operator.ec2();
            String id = scene.createEndpoint().vpcEndpointId();

            assertThatThrownBy(() -> scene.describe(id))
                    .satisfies(
                            refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidVpcEndpointId.NotFound"));
            assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).isEmpty();
            assertThatThrownBy(() -> ec2.createTags(request ->
                            request.resources(id).tags(tag -> tag.key("a").value("b"))))
                    .satisfies(
                            refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidVpcEndpointId.NotFound"));
            assertThat(ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(id))
                            .unsuccessful())
                    .singleElement()
                    .satisfies(item -> assertThat(item.error().code()).isEqualTo("InvalidVpcEndpoint.NotFound"));

            scene.sandbox.aws().step();

            assertThat(scene.stateOf(id)).isEqualTo("pendingAcceptance");
            assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).hasSize(1);
        }
    }

    @Test
    void aRepeatedClientTokenAnswersTheEndpointThatIsNotFoundYet() {
        try (AwsScene scene =
                new AwsScene(builder -> builder.time(TimeMode.EXPLICIT).delays(LATE)).allowOperator()) {
            Ec2Client ec2 = scene.operator.ec2();
            CreateVpcEndpointRequest request =
                    scene.endpointRequest().clientToken("con-1-1").build();
            String id = ec2.createVpcEndpoint(request).vpcEndpoint().vpcEndpointId();

            String again = ec2.createVpcEndpoint(request).vpcEndpoint().vpcEndpointId();

            assertThat(again).isEqualTo(id);
            assertThat(scene.sandbox.aws().endpoints()).hasSize(1);
        }
    }

    @Test
    void withoutStepsItIsFoundAfterAWhile() {
        try (AwsScene scene = new AwsScene(UnaryOperator.identity()).allowOperator()) {
            scene.sandbox.aws().delays(scene.sandbox.aws().delays().withEndpointVisible(Duration.ofMillis(300)));
            Ec2Client ec2 = scene.operator.ec2();

            scene.createEndpoint();

            assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).isEmpty();
            await().until(() -> ec2.describeVpcEndpoints().vpcEndpoints().size() == 1);
        }
    }

    @Test
    void normallyItIsFoundAtOnce() {
        try (AwsScene scene = new AwsScene().allowOperator()) {
            String id = scene.createEndpoint().vpcEndpointId();

            assertThat(scene.stateOf(id)).isEqualTo("pendingAcceptance");
        }
    }
}
