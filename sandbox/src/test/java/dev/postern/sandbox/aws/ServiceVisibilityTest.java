package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Vpc;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllowedPrincipal;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class ServiceVisibilityTest {

    private static final String OPERATOR_ROOT = "arn:aws:iam::111111111111:root";

    private final AwsScene scene = new AwsScene();
    private final Ec2Client operator = scene.operator.ec2();
    private final Ec2Client acme = scene.acme.ec2();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aServiceThatDoesNotAllowUsLooksAsIfItDidNotExist() {
        String unknown = "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000";

        assertThatThrownBy(() -> describe(scene.serviceName))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        notAllowed -> assertThatThrownBy(() -> describe(unknown))
                                .isInstanceOfSatisfying(Ec2Exception.class, missing -> {
                                    assertThat(AwsScene.code(notAllowed)).isEqualTo("InvalidServiceName");
                                    assertThat(AwsScene.code(missing)).isEqualTo(AwsScene.code(notAllowed));
                                    assertThat(missing.awsErrorDetails()
                                                    .errorMessage()
                                                    .replace(unknown, scene.serviceName))
                                            .isEqualTo(
                                                    notAllowed.awsErrorDetails().errorMessage());
                                }));
        assertThatThrownBy(scene::createEndpoint)
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidServiceName"));
    }

    @Test
    void aServiceThatAllowsUsShowsItsOwnerAndItsZonesInOurNames() {
        scene.allowOperator();

        ServiceDetail service = describe(scene.serviceName);

        assertThat(service.owner()).isEqualTo(Account.ACME.id());
        assertThat(service.acceptanceRequired()).isTrue();
        assertThat(service.serviceRegion()).isEqualTo("us-east-1");
        assertThat(service.availabilityZones()).containsExactly("us-east-1a", "us-east-1b");
    }

    @Test
    void theSameZonesHaveOtherNamesInTheTenantsAccount() {
        assertThat(acme.describeAvailabilityZones(request -> request.zoneIds("use1-az1"))
                        .availabilityZones())
                .singleElement()
                .satisfies(zone -> assertThat(zone.zoneName()).isEqualTo("us-east-1b"));
        assertThat(operator.describeAvailabilityZones(request -> request.zoneIds("use1-az1"))
                        .availabilityZones())
                .singleElement()
                .satisfies(zone -> assertThat(zone.zoneName()).isEqualTo("us-east-1a"));
    }

    @Test
    void theOwnerAllowsAndDisallowsPrincipalsAndAcceptedEndpointsStay() {
        acme.modifyVpcEndpointServicePermissions(
                request -> request.serviceId(scene.serviceId()).addAllowedPrincipals(OPERATOR_ROOT));
        assertThat(acme.describeVpcEndpointServicePermissions(request -> request.serviceId(scene.serviceId()))
                        .allowedPrincipals())
                .extracting(AllowedPrincipal::principal)
                .containsExactly(OPERATOR_ROOT);
        String id = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(id);

        acme.modifyVpcEndpointServicePermissions(
                request -> request.serviceId(scene.serviceId()).removeAllowedPrincipals(OPERATOR_ROOT));

        assertThat(scene.stateOf(id)).isEqualTo("available");
        assertThatThrownBy(() -> describe(scene.serviceName))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidServiceName"));
    }

    @Test
    void aPrincipalWithAPathIsRefused() {
        assertThatThrownBy(
                        () -> acme.modifyVpcEndpointServicePermissions(request -> request.serviceId(scene.serviceId())
                                .addAllowedPrincipals("arn:aws:iam::111111111111:role/postern/con-1")))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidPrincipal"));
    }

    @Test
    void aTenantMakesAServiceOfItsLoadBalancerAndCannotDeleteItWhileItIsUsed() {
        String arn = scene.sandbox.aws().loadBalancers().getFirst().arn();
        String serviceId = acme.createVpcEndpointServiceConfiguration(
                        request -> request.networkLoadBalancerArns(arn).acceptanceRequired(false))
                .serviceConfiguration()
                .serviceId();
        acme.modifyVpcEndpointServicePermissions(
                request -> request.serviceId(serviceId).addAllowedPrincipals("*"));
        String serviceName = acme.describeVpcEndpointServiceConfigurations(request -> request.serviceIds(serviceId))
                .serviceConfigurations()
                .getFirst()
                .serviceName();
        VpcEndpoint endpoint = operator.createVpcEndpoint(
                        scene.endpointRequest().serviceName(serviceName).build())
                .vpcEndpoint();
        assertThat(endpoint.stateAsString()).isEqualTo("pending");

        assertThat(acme.deleteVpcEndpointServiceConfigurations(request -> request.serviceIds(serviceId))
                        .unsuccessful())
                .singleElement()
                .satisfies(item -> assertThat(item.error().code()).isEqualTo("ExistingVpcEndpointConnections"));

        operator.deleteVpcEndpoints(request -> request.vpcEndpointIds(endpoint.vpcEndpointId()));
        assertThat(acme.deleteVpcEndpointServiceConfigurations(request -> request.serviceIds(serviceId))
                        .unsuccessful())
                .isEmpty();
    }

    @Test
    void fromAnotherRegionAServiceIsSeenOnlyIfItSupportsThatRegion() {
        scene.allowOperator();
        Ec2Client fromIreland = scene.operator.in("eu-west-1").ec2();
        Vpc vpc = scene.sandbox.aws().operatorVpc("eu-west-1");
        assertThatThrownBy(() -> fromIreland.describeVpcEndpointServices(
                        request -> request.serviceNames(scene.serviceName).serviceRegions("us-east-1")))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidServiceName"));

        scene.sandbox.aws().supportRegions(scene.serviceName, List.of("eu-west-1"));

        VpcEndpoint endpoint = fromIreland
                .createVpcEndpoint(scene.endpointRequest()
                        .serviceRegion("us-east-1")
                        .vpcId(vpc.id())
                        .subnetIds(vpc.subnets().getFirst().id())
                        .securityGroupIds(vpc.securityGroupId())
                        .build())
                .vpcEndpoint();
        assertThat(endpoint.serviceRegion()).isEqualTo("us-east-1");
        assertThat(endpoint.dnsEntries()).hasSize(1);
    }

    @Test
    void aSeededServiceHasTheSameNameInEverySandbox() {
        try (AwsScene other = new AwsScene()) {
            assertThat(other.serviceName)
                    .isEqualTo(scene.serviceName)
                    .matches("com\\.amazonaws\\.vpce\\.us-east-1\\.vpce-svc-[0-9a-f]{17}");
        }
    }

    @Test
    void everyRegionHasAtLeastThreeZones() {
        assertThat(List.of(Region.US_EAST_1, Region.EU_WEST_1))
                .allSatisfy(region -> assertThat(region.zoneIds()).hasSizeGreaterThanOrEqualTo(3));
    }

    private ServiceDetail describe(String serviceName) {
        return operator.describeVpcEndpointServices(request -> request.serviceNames(serviceName))
                .serviceDetails()
                .getFirst();
    }
}
