package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.control.ControlClient;
import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class EndpointLifeTest {

    private final AwsScene scene = new AwsScene().allowOperator();
    private final Ec2Client operator = scene.operator.ec2();
    private final Ec2Client acme = scene.acme.ec2();
    private final ControlClient control = new ControlClient(scene.sandbox.controlEndpoint());

    @AfterEach
    void close() {
        control.close();
        scene.close();
    }

    @Test
    void anEndpointIsAcceptedProvisionedUsedAndDeleted() throws IOException {
        VpcEndpoint endpoint = scene.createEndpoint();
        String id = endpoint.vpcEndpointId();
        assertThat(endpoint.stateAsString()).isEqualTo("pendingAcceptance");
        assertThatThrownBy(() -> NamedServer.nameAt(regional(id), 9001)).isInstanceOf(IOException.class);

        assertThat(acme.acceptVpcEndpointConnections(
                                request -> request.serviceId(scene.serviceId()).vpcEndpointIds(id))
                        .unsuccessful())
                .isEmpty();
        assertThat(scene.stateOf(id)).isEqualTo("pending");

        scene.sandbox.aws().step();
        assertThat(scene.stateOf(id)).isEqualTo("available");
        assertThat(NamedServer.nameAt(regional(id), 9001)).isEqualTo("broker-1");
        assertThat(NamedServer.nameAt(regional(id), 9002)).isEqualTo("broker-2");
        String address = regional(id);

        operator.deleteVpcEndpoints(request -> request.vpcEndpointIds(id));
        assertThat(scene.stateOf(id)).isEqualTo("deleting");
        assertThatThrownBy(() -> NamedServer.nameAt(address, 9001)).isInstanceOf(IOException.class);

        scene.sandbox.aws().step();
        assertThat(scene.stateOf(id)).isEqualTo("deleted");

        scene.sandbox.aws().step();
        assertThatThrownBy(() -> scene.stateOf(id))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidVpcEndpointId.NotFound"));
    }

    @Test
    void theOwnerOfTheServiceSeesItsConnectionsAndMayRejectOneThatWasAccepted() {
        String id = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(id);
        String address = regional(id);

        DescribeVpcEndpointConnectionsResponse connections = acme.describeVpcEndpointConnections(
                request -> request.filters(filter -> filter.name("service-id").values(scene.serviceId())));
        assertThat(connections.vpcEndpointConnections()).singleElement().satisfies(connection -> {
            assertThat(connection.vpcEndpointId()).isEqualTo(id);
            assertThat(connection.vpcEndpointOwner()).isEqualTo("111111111111");
            assertThat(connection.vpcEndpointStateAsString()).isEqualTo("available");
        });

        acme.rejectVpcEndpointConnections(
                request -> request.serviceId(scene.serviceId()).vpcEndpointIds(id));
        assertThat(scene.stateOf(id)).isEqualTo("rejected");
        assertThatThrownBy(() -> NamedServer.nameAt(address, 9001)).isInstanceOf(IOException.class);
    }

    @Test
    void theControlApiAcceptsAndRejectsAndSaysWhenItCannot() {
        String id = scene.createEndpoint().vpcEndpointId();
        String path = "/vpc-endpoints/" + id;

        assertThat(control.post(path + "/accept", "").path("state").asString()).isEqualTo("pending");
        assertThat(control.post("/time/step", "").path("transitions").asInt()).isEqualTo(1);
        assertThat(control.refused(409, "POST", path + "/accept", "")).contains("it is available");
        assertThat(control.post(path + "/reject", "").path("state").asString()).isEqualTo("rejected");
        assertThat(scene.stateOf(id)).isEqualTo("rejected");
    }

    @Test
    void theControlApiFailsUntagsAndDisguisesAnEndpoint() {
        String id = scene.createEndpoint().vpcEndpointId();
        String path = "/vpc-endpoints/" + id;
        operator.createTags(request -> request.resources(id)
                .tags(tag -> tag.key("a").value("1"), tag -> tag.key("b").value("2")));

        assertThat(control.post(path + "/untag", "{\"keys\": [\"a\"]}")
                        .path("tags")
                        .propertyNames())
                .containsExactly("b");
        control.post(path + "/state", "{\"state\": \"migrating\"}");
        assertThat(scene.stateOf(id)).isEqualTo("migrating");
        assertThat(control.delete(path + "/state").path("state").asString()).isEqualTo("pendingAcceptance");
        control.post(path + "/fail", "{\"reason\": \"no room\"}");
        assertThat(scene.describe(id).lastError().message()).isEqualTo("no room");
    }

    @Test
    void acceptingTwiceIsListedAsUnsuccessful() {
        String id = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(id);

        assertThat(acme.acceptVpcEndpointConnections(
                                request -> request.serviceId(scene.serviceId()).vpcEndpointIds(id))
                        .unsuccessful())
                .singleElement()
                .satisfies(item -> assertThat(item.resourceId()).isEqualTo(id));
    }

    @Test
    void anotherTenantCannotAcceptForTheOwner() {
        String id = scene.createEndpoint().vpcEndpointId();

        assertThatThrownBy(() -> scene.globex
                        .ec2()
                        .acceptVpcEndpointConnections(
                                request -> request.serviceId(scene.serviceId()).vpcEndpointIds(id)))
                .satisfies(refusal ->
                        assertThat(AwsScene.code(refusal)).isEqualTo("InvalidVpcEndpointServiceId.NotFound"));
    }

    @Test
    void anEndpointThatNobodyDecidesAboutExpires() {
        String id = scene.createEndpoint().vpcEndpointId();

        assertThat(scene.sandbox.aws().expire(id)).isTrue();

        assertThat(scene.stateOf(id)).isEqualTo("expired");
        assertThat(scene.sandbox.aws().accept(id)).isFalse();
    }

    @Test
    void anEndpointThatAwsCannotProvideSaysWhy() {
        String id = scene.createEndpoint().vpcEndpointId();

        scene.sandbox.aws().fail(id, "insufficient free addresses in subnet");

        VpcEndpoint failed = scene.describe(id);
        assertThat(failed.stateAsString()).isEqualTo("failed");
        assertThat(failed.lastError().message()).isEqualTo("insufficient free addresses in subnet");
    }

    @Test
    void deletingWhatDoesNotExistIsListedAsUnsuccessful() {
        assertThat(operator.deleteVpcEndpoints(request -> request.vpcEndpointIds("vpce-0"))
                        .unsuccessful())
                .singleElement()
                .satisfies(item -> assertThat(item.error().code()).isEqualTo("InvalidVpcEndpoint.NotFound"));
    }

    @Test
    void dnsNamesAreRegionalThenZonalAndInterfacesTellWhichZoneIsWhich() throws IOException {
        String id = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(id);
        VpcEndpoint endpoint = scene.describe(id);

        assertThat(endpoint.dnsEntries()).hasSize(1 + AwsScene.SERVICE_ZONES.size());
        for (int index = 0; index < AwsScene.SERVICE_ZONES.size(); index++) {
            String zonal = endpoint.dnsEntries().get(index + 1).dnsName();
            NetworkInterface found = operator.describeNetworkInterfaces(request -> request.networkInterfaceIds(
                                    endpoint.networkInterfaceIds())
                            .filters(filter -> filter.name("private-ip-address").values(zonal)))
                    .networkInterfaces()
                    .getFirst();
            Subnet subnet = operator.describeSubnets(request -> request.subnetIds(found.subnetId()))
                    .subnets()
                    .getFirst();
            assertThat(subnet.availabilityZoneId()).isEqualTo(AwsScene.SERVICE_ZONES.get(index));
            assertThat(subnet.availabilityZone()).isEqualTo(found.availabilityZone());
            assertThat(NamedServer.nameAt(zonal, 9002)).isEqualTo("broker-2");
        }
    }

    @Test
    void aSubnetThatIsAddedGetsAnAddressAndOneThatIsRemovedLosesIt() throws IOException {
        String id = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(id);
        String secondSubnet = scene.sandbox
                .aws()
                .operatorVpc("us-east-1")
                .subnetIn("use1-az2")
                .id();
        String secondAddress = scene.describe(id).dnsEntries().get(2).dnsName();

        operator.modifyVpcEndpoint(request -> request.vpcEndpointId(id).removeSubnetIds(secondSubnet));
        assertThat(scene.describe(id).dnsEntries()).hasSize(2);
        assertThatThrownBy(() -> NamedServer.nameAt(secondAddress, 9001)).isInstanceOf(IOException.class);

        operator.modifyVpcEndpoint(request -> request.vpcEndpointId(id).addSubnetIds(secondSubnet));
        assertThat(scene.describe(id).dnsEntries())
                .extracting(DnsEntry::dnsName)
                .contains(secondAddress);
        assertThat(NamedServer.nameAt(secondAddress, 9001)).isEqualTo("broker-1");
    }

    @Test
    void connectionsAreFilteredByState() {
        scene.createEndpoint();
        Filter available =
                Filter.builder().name("vpc-endpoint-state").values("available").build();

        assertThat(acme.describeVpcEndpointConnections(request -> request.filters(available))
                        .vpcEndpointConnections())
                .isEmpty();
    }

    private String regional(String id) {
        return scene.describe(id).dnsEntries().getFirst().dnsName();
    }
}
