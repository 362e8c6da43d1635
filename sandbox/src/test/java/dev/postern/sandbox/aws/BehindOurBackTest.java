package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.control.ControlClient;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

class BehindOurBackTest {

    private static final String TRUST = """
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}}""";

    private final AwsScene scene = new AwsScene().allowOperator();
    private final AwsWorld world = scene.sandbox.aws();
    private final Vpc vpc = world.operatorVpc("us-east-1");
    private final AwsClients once = scene.operator.withoutRetries();
    private final Ec2Client ec2 = once.ec2();
    private final IamClient iam = once.iam();
    private final Route53Client route53 = once.route53();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anEndpointLosesItsTagsAndIsFoundByThemNoMore() {
        String id = taggedEndpoint();
        assertThat(withTag("connection").vpcEndpoints()).hasSize(1);

        world.untag(id, List.of("connection"));

        assertThat(withTag("connection").vpcEndpoints()).isEmpty();
        assertThat(withTag("installation").vpcEndpoints()).hasSize(1);
        world.untag(id);
        assertThat(scene.describe(id).tags()).isEmpty();
    }

    @Test
    void anEndpointIsDeleted() {
        String id = scene.createEndpoint().vpcEndpointId();

        assertThat(world.delete(id)).isTrue();

        assertThat(scene.stateOf(id)).isEqualTo("deleting");
    }

    @Test
    void aRoleIsDeletedWithItsPoliciesAndCanBeAssumedNoMore() {
        String arn = createRole("con-1");
        iam.putRolePolicy(
                request -> request.roleName("con-1").policyName("work").policyDocument("""
                {"Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}}"""));

        assertThat(world.deleteRole(arn)).isTrue();

        assertThatThrownBy(() -> iam.getRole(request -> request.roleName("con-1")))
                .isInstanceOf(NoSuchEntityException.class);
        assertCode(
                "AccessDenied",
                () -> once.sts().assumeRole(request -> request.roleArn(arn).roleSessionName("test")));
        assertThat(world.deleteRole(arn)).isFalse();
    }

    @Test
    void aRoleLosesItsTags() {
        String arn = createRole("con-1");
        iam.tagRole(request ->
                request.roleName("con-1").tags(tag -> tag.key("connection").value("con-1")));

        world.untagRole(arn, List.of());

        assertThat(iam.listRoleTags(request -> request.roleName("con-1")).tags())
                .isEmpty();
    }

    @Test
    void theControlApiUntagsAndDeletesARole() {
        createRole("con-1");
        iam.tagRole(request ->
                request.roleName("con-1").tags(tag -> tag.key("connection").value("con-1")));
        try (ControlClient control = new ControlClient(scene.sandbox.controlEndpoint())) {
            assertThat(control.post("/roles/con-1/untag", "{\"keys\": [\"connection\"]}")
                            .path("tags"))
                    .isEmpty();
            control.post("/roles/con-1/delete", "");
        }

        assertThat(world.roles()).isEmpty();
    }

    @Test
    void aHostedZoneIsDeletedThoughItHasRecords() {
        String id = createZone("kafka.acme.example", "con-1");

        assertThat(world.deleteHostedZone(id)).isTrue();

        assertThatThrownBy(() -> route53.getHostedZone(request -> request.id(id)))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void aZoneOfSomebodyElseIsInTheWay() {
        world.createHostedZone(vpc.id(), "Kafka.acme.example");

        assertCode("ConflictingDomainExists", () -> createZone("kafka.acme.example", "con-1"));
    }

    @Test
    void anEndpointIsShownInAStateThatNobodyKnowsAndBack() {
        String id = scene.createEndpoint().vpcEndpointId();

        world.showState(id, "migrating");

        VpcEndpoint endpoint = scene.describe(id);
        assertThat(endpoint.stateAsString()).isEqualTo("migrating");
        assertThat(ec2.describeVpcEndpoints(request -> request.filters(
                                filter -> filter.name("vpc-endpoint-state").values("migrating")))
                        .vpcEndpoints())
                .hasSize(1);
        world.accept(id);
        world.step();
        assertThat(scene.stateOf(id)).isEqualTo("migrating");
        world.showTrueState(id);
        assertThat(scene.stateOf(id)).isEqualTo("available");
    }

    @Test
    void quotasAreLoweredAndRaisedWhileTheWorldRuns() {
        scene.createEndpoint();
        createRole("con-1");
        createZone("kafka.acme.example", "con-1");

        world.quotas(new Quotas(1, 1, 1));

        assertCode("VpcEndpointLimitExceeded", scene::createEndpointOnce);
        assertCode("LimitExceeded", () -> createRole("con-2"));
        assertCode("TooManyHostedZones", () -> createZone("kafka.globex.example", "con-2"));
        world.quotas(Quotas.initial());
        scene.createEndpoint();
        createRole("con-2");
        createZone("kafka.globex.example", "con-2");
    }

    private String taggedEndpoint() {
        return ec2.createVpcEndpoint(scene.endpointRequest()
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.VPC_ENDPOINT)
                                .tags(tag("connection", "con-1"), tag("installation", "here")))
                        .build())
                .vpcEndpoint()
                .vpcEndpointId();
    }

    private DescribeVpcEndpointsResponse withTag(String key) {
        return ec2.describeVpcEndpoints(
                request -> request.filters(filter -> filter.name("tag-key").values(key)));
    }

    private String createRole(String name) {
        return iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private String createZone(String name, String reference) {
        return route53.createHostedZone(CreateHostedZoneRequest.builder()
                        .name(name)
                        .callerReference(reference)
                        .vpc(place -> place.vpcId(vpc.id()).vpcRegion("us-east-1"))
                        .build())
                .hostedZone()
                .id()
                .replace("/hostedzone/", "");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo(code));
    }
}
