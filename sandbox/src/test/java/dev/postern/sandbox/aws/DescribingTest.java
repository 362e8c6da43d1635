package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class DescribingTest {

    private final AwsScene scene =
            new AwsScene(builder -> builder.time(TimeMode.EXPLICIT).quotas(Quotas.unlimited())).allowOperator();
    private final Ec2Client operator = scene.operator.ec2();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void pagesTogetherHaveEveryEndpointOnce() {
        List<String> created = IntStream.range(0, 12)
                .mapToObj(number -> scene.createEndpoint().vpcEndpointId())
                .toList();

        DescribeVpcEndpointsResponse first = operator.describeVpcEndpoints(request -> request.maxResults(5));
        List<String> all = operator.describeVpcEndpointsPaginator(request -> request.maxResults(5)).stream()
                .flatMap(page -> page.vpcEndpoints().stream())
                .map(VpcEndpoint::vpcEndpointId)
                .toList();

        assertThat(first.vpcEndpoints()).hasSize(5);
        assertThat(first.nextToken()).isNotBlank();
        assertThat(all).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void whatIsDeletedBetweenTwoPagesHidesNothingElse() {
        IntStream.range(0, 8).forEach(number -> scene.createEndpoint());
        DescribeVpcEndpointsResponse first = operator.describeVpcEndpoints(request -> request.maxResults(5));
        String seen = first.vpcEndpoints().getFirst().vpcEndpointId();
        operator.deleteVpcEndpoints(request -> request.vpcEndpointIds(seen));
        scene.sandbox.aws().step();
        scene.sandbox.aws().step();

        DescribeVpcEndpointsResponse second =
                operator.describeVpcEndpoints(request -> request.maxResults(5).nextToken(first.nextToken()));

        assertThat(second.vpcEndpoints()).hasSize(3);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void aPageSizeOutOfRangeAndAForeignTokenAreRefused() {
        assertThatThrownBy(() -> operator.describeVpcEndpoints(request -> request.maxResults(1001)))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidParameterValue"));
        assertThatThrownBy(() -> operator.describeVpcEndpoints(request -> request.nextToken("%%")))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidNextToken"));
    }

    @Test
    void endpointsAreFoundByTagKeyTagValueStateAndVpc() {
        String mine = tagged("postern:installation", "one");
        String other = tagged("postern:installation", "two");
        String untagged = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(other);

        assertThat(found("tag:postern:installation", "one")).containsExactly(mine);
        assertThat(found("tag-key", "postern:installation")).containsExactlyInAnyOrder(mine, other);
        assertThat(found("vpc-endpoint-state", "available", "pending")).containsExactly(other);
        assertThat(found("vpc-id", scene.sandbox.aws().operatorVpc("us-east-1").id()))
                .containsExactlyInAnyOrder(mine, other, untagged);
        assertThat(found("service-name", "com.amazonaws.*")).hasSize(3);
        assertThat(found("vpc-endpoint-id", untagged)).containsExactly(untagged);
    }

    @Test
    void aFilterThatDoesNotExistIsRefused() {
        scene.createEndpoint();

        assertThatThrownBy(() -> found("colour", "green"))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void anotherAccountAndAnotherRegionSeeNothing() {
        String id = scene.createEndpoint().vpcEndpointId();

        assertThat(scene.globex.ec2().describeVpcEndpoints().vpcEndpoints()).isEmpty();
        assertThatThrownBy(() -> scene.operator
                        .in("eu-west-1")
                        .ec2()
                        .describeVpcEndpoints(request -> request.vpcEndpointIds(id)))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidVpcEndpointId.NotFound"));
    }

    @Test
    void tagsAreAddedReadAndRemoved() {
        String id = scene.createEndpoint().vpcEndpointId();
        operator.createTags(request -> request.resources(id).tags(tag("a", "1"), tag("b", "2")));
        operator.deleteTags(request -> request.resources(id).tags(tag("a", "another value"), tag("b", "2")));

        assertThat(operator.describeTags(request -> request.filters(
                                filter -> filter.name("resource-id").values(id)))
                        .tags())
                .extracting(TagDescription::key)
                .containsExactly("a");
        assertThat(scene.describe(id).tags()).containsExactly(tag("a", "1"));
    }

    @Test
    void subnetsTellTheirZoneIds() {
        assertThat(operator.describeSubnets().subnets())
                .extracting(subnet -> subnet.availabilityZoneId())
                .containsExactlyInAnyOrder("use1-az1", "use1-az2", "use1-az4", "use1-az6");
        assertThat(operator.describeVpcs().vpcs())
                .singleElement()
                .satisfies(vpc -> assertThat(vpc.vpcId())
                        .isEqualTo(scene.sandbox.aws().operatorVpc("us-east-1").id()));
    }

    private String tagged(String key, String value) {
        return operator.createVpcEndpoint(scene.endpointRequest()
                        .tagSpecifications(tags ->
                                tags.resourceType(ResourceType.VPC_ENDPOINT).tags(tag(key, value)))
                        .build())
                .vpcEndpoint()
                .vpcEndpointId();
    }

    private List<String> found(String filter, String... values) {
        return operator
                .describeVpcEndpoints(request -> request.filters(
                        Filter.builder().name(filter).values(values).build()))
                .vpcEndpoints()
                .stream()
                .map(VpcEndpoint::vpcEndpointId)
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
