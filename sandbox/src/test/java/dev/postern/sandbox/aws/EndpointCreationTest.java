package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.setting.Vpc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

class EndpointCreationTest {

    private final AwsScene scene = new AwsScene(builder ->
                    builder.time(TimeMode.EXPLICIT).quotas(Quotas.initial().withEndpointsPerVpc(2)))
            .allowOperator();
    private final Ec2Client operator = scene.operator.ec2();
    private final Vpc vpc = scene.sandbox.aws().operatorVpc("us-east-1");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aClientTokenAnswersTheFirstResultEvenWhenTheEndpointIsGone() {
        CreateVpcEndpointRequest request =
                scene.endpointRequest().clientToken("con-1-generation-1").build();
        String id = operator.createVpcEndpoint(request).vpcEndpoint().vpcEndpointId();
        assertThat(operator.createVpcEndpoint(request).vpcEndpoint().vpcEndpointId())
                .isEqualTo(id);
        operator.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(id));
        scene.sandbox.aws().step();
        scene.sandbox.aws().step();

        VpcEndpoint again = operator.createVpcEndpoint(request).vpcEndpoint();

        assertThat(again.vpcEndpointId()).isEqualTo(id);
        assertThat(again.stateAsString()).isEqualTo("pendingAcceptance");
        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
    }

    @Test
    void aClientTokenWithOtherParametersIsRefused() {
        operator.createVpcEndpoint(scene.endpointRequest().clientToken("t").build());

        assertRefused(
                "IdempotentParameterMismatch",
                scene.endpointRequest()
                        .clientToken("t")
                        .subnetIds(vpc.subnetIn("use1-az1").id()));
    }

    @Test
    void tagsAreThereFromTheBeginning() {
        VpcEndpoint endpoint = operator.createVpcEndpoint(scene.endpointRequest()
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.VPC_ENDPOINT)
                                .tags(Tag.builder()
                                        .key("postern:connection")
                                        .value("con_1")
                                        .build()))
                        .build())
                .vpcEndpoint();

        assertThat(endpoint.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.key()).isEqualTo("postern:connection");
            assertThat(tag.value()).isEqualTo("con_1");
        });
    }

    @Test
    void withoutATypeAGatewayIsMeantWhichTheServiceIsNot() {
        assertRefused("InvalidParameter", scene.endpointRequest().vpcEndpointType((VpcEndpointType) null));
    }

    @Test
    void withoutSecurityGroupsTheDefaultOneIsTaken() {
        VpcEndpoint endpoint = operator.createVpcEndpoint(
                        scene.endpointRequest().securityGroupIds().build())
                .vpcEndpoint();

        assertThat(endpoint.groups())
                .extracting(SecurityGroupIdentifier::groupId)
                .containsExactly(vpc.defaultSecurityGroupId());
    }

    @Test
    void aZoneThatTheServiceIsNotInIsRefusedWithTheSubnet() {
        String subnet = vpc.subnetIn("use1-az4").id();

        assertRefused("InvalidParameter", scene.endpointRequest().subnetIds(subnet));
        assertThatThrownBy(() -> operator.createVpcEndpoint(
                        scene.endpointRequest().subnetIds(subnet).build()))
                .hasMessageContaining("does not support the availability zone of the subnet: " + subnet);
    }

    @Test
    void whatDoesNotExistIsRefusedByItsName() {
        assertRefused("InvalidVpcID.NotFound", scene.endpointRequest().vpcId("vpc-0"));
        assertRefused("InvalidSubnetID.NotFound", scene.endpointRequest().subnetIds("subnet-0"));
        assertRefused("InvalidGroup.NotFound", scene.endpointRequest().securityGroupIds("sg-0"));
        assertRefused(
                "InvalidServiceName", scene.endpointRequest().serviceName("com.amazonaws.vpce.us-east-1.vpce-svc-0"));
    }

    @Test
    void privateDnsThatTheServiceDoesNotHaveIsRefused() {
        assertRefused("InvalidParameter", scene.endpointRequest().privateDnsEnabled(true));
    }

    @Test
    void oneEndpointMoreThanTheQuotaIsRefused() {
        scene.createEndpoint();
        scene.createEndpoint();

        assertRefused("VpcEndpointLimitExceeded", scene.endpointRequest());
    }

    @Test
    void aDryRunCreatesNothing() {
        assertRefused("DryRunOperation", scene.endpointRequest().dryRun(true));

        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
    }

    private void assertRefused(String code, CreateVpcEndpointRequest.Builder request) {
        assertThatThrownBy(() -> operator.createVpcEndpoint(request.build()))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo(code));
    }
}
