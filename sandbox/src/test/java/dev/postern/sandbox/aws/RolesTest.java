package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.setting.Vpc;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class RolesTest {

    private static final String TRUST_WITH_EXTERNAL_ID = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
              "Condition": {"StringEquals": {"sts:ExternalId": "secret"}}}]}""";
    private static final String DESCRIBE_ONLY = """
            {"Statement": {"Effect": "Allow", "Action": ["ec2:Describe*"], "Resource": "*"}}""";
    private static final String CREATE_WITHOUT_TAGS = """
            {"Statement": {"Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*"}}""";

    private final AwsScene scene = new AwsScene(builder -> builder.time(TimeMode.EXPLICIT)
            .quotas(Quotas.initial().withRolesPerAccount(3))
            .delays(Delays.brief().withRoleUsable(Duration.ofSeconds(10))));
    private final IamClient iam = scene.operator.iam();
    private final StsClient sts = scene.operator.sts();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aRoleIsReadBackAsItWasMade() {
        Role created = createRole("con-1");

        Role read = iam.getRole(request -> request.roleName("con-1")).role();

        assertThat(created.arn()).isEqualTo("arn:aws:iam::111111111111:role/con-1");
        assertThat(read.roleId()).isEqualTo(created.roleId());
        assertThat(read.tags()).containsExactly(tag("owner", "postern"));
        assertThat(URLDecoder.decode(read.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST_WITH_EXTERNAL_ID);
    }

    @Test
    void theSecondRoleOfOneNameAndOneRoleTooManyAreRefused() {
        createRole("con-1");
        assertThatThrownBy(() -> createRole("con-1")).isInstanceOf(EntityAlreadyExistsException.class);
        createRole("con-2");
        createRole("con-3");

        assertThatThrownBy(() -> createRole("con-4")).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void aRoleWithAnInlinePolicyCannotBeDeleted() {
        createRole("con-1");
        iam.putRolePolicy(
                request -> request.roleName("con-1").policyName("work").policyDocument(DESCRIBE_ONLY));
        assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName("con-1")))
                .isInstanceOf(DeleteConflictException.class);
        assertThat(iam.listRolePolicies(request -> request.roleName("con-1")).policyNames())
                .containsExactly("work");

        iam.deleteRolePolicy(request -> request.roleName("con-1").policyName("work"));
        iam.deleteRole(request -> request.roleName("con-1"));

        assertThatThrownBy(() -> iam.getRole(request -> request.roleName("con-1")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aPolicyThatIsNoPolicyIsRefused() {
        createRole("con-1");

        assertThatThrownBy(() -> iam.putRolePolicy(
                        request -> request.roleName("con-1").policyName("work").policyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void rolesAreListedByPathInPagesAndWithoutTags() {
        createRole("con-1");
        createRole("con-2");
        iam.createRole(request ->
                request.roleName("other").path("/elsewhere/").assumeRolePolicyDocument(TRUST_WITH_EXTERNAL_ID));

        ListRolesResponse first = iam.listRoles(request -> request.maxItems(2));
        ListRolesResponse second = iam.listRoles(request -> request.marker(first.marker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.roles()).extracting(Role::roleName).containsExactly("con-1", "con-2");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.roles()).extracting(Role::roleName).containsExactly("other");
        assertThat(first.roles()).allSatisfy(role -> assertThat(role.tags()).isEmpty());
        assertThat(iam.listRoles(request -> request.pathPrefix("/elsewhere/")).roles())
                .extracting(Role::arn)
                .containsExactly("arn:aws:iam::111111111111:role/elsewhere/other");
    }

    @Test
    void tagsOfARoleAreAddedAndListed() {
        createRole("con-1");

        iam.tagRole(request -> request.roleName("con-1").tags(tag("generation", "1")));

        assertThat(iam.listRoleTags(request -> request.roleName("con-1")).tags())
                .containsExactly(tag("generation", "1"), tag("owner", "postern"));
    }

    @Test
    void aNewRoleCannotBeAssumedForAWhile() {
        createRole("con-1");
        assertAccessDenied("con-1", "secret");

        scene.sandbox.aws().step();

        assertThat(assume("con-1", "secret").assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111111111111:assumed-role/con-1/test");
    }

    @Test
    void aWrongExternalIdAnUntrustedCallerAndAnUnknownRoleAreDenied() {
        createRole("con-1");
        scene.sandbox.aws().step();

        assertAccessDenied("con-1", "guess");
        assertAccessDenied("con-2", "secret");
        assertThatThrownBy(() -> scene.acme
                        .sts()
                        .assumeRole(request -> request.roleArn("arn:aws:iam::111111111111:role/con-1")
                                .externalId("secret")
                                .roleSessionName("test")))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("AccessDenied"));
    }

    @Test
    void aSessionIsTheRoleAndSeesWhatTheRoleIsAllowed() {
        AwsClients session = session("con-1", DESCRIBE_ONLY);
        assertThat(session.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::111111111111:assumed-role/con-1/test");
        assertThatThrownBy(() ->
                        session.ec2().describeVpcEndpointServices(request -> request.serviceNames(scene.serviceName)))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidServiceName"));

        scene.sandbox.aws().allow(scene.serviceName, "arn:aws:iam::111111111111:role/con-1");

        assertThatCode(() ->
                        session.ec2().describeVpcEndpointServices(request -> request.serviceNames(scene.serviceName)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> scene.operator
                        .ec2()
                        .describeVpcEndpointServices(request -> request.serviceNames(scene.serviceName)))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidServiceName"));
    }

    @Test
    void aSessionMayDoOnlyWhatItsInlinePoliciesAllow() {
        AwsClients session = session("con-1", DESCRIBE_ONLY);
        scene.sandbox.aws().allow(scene.serviceName, "*");

        assertUnauthorized(session, List.of());
        iam.putRolePolicy(
                request -> request.roleName("con-1").policyName("create").policyDocument(CREATE_WITHOUT_TAGS));
        assertUnauthorized(session, List.of("owner"));

        assertThat(session.ec2()
                        .createVpcEndpoint(scene.endpointRequest().build())
                        .vpcEndpoint()
                        .ownerId())
                .isEqualTo("111111111111");
    }

    @Test
    void aSessionReachesAnotherRegionOnlyIfItsPoliciesAllowThat() {
        AwsClients session = session("con-1", CREATE_WITHOUT_TAGS);
        scene.sandbox.aws().allow(scene.serviceName, "*");
        scene.sandbox.aws().supportRegions(scene.serviceName, List.of("eu-west-1"));
        Vpc vpc = scene.sandbox.aws().operatorVpc("eu-west-1");
        CreateVpcEndpointRequest request = scene.endpointRequest()
                .serviceRegion("us-east-1")
                .vpcId(vpc.id())
                .subnetIds(vpc.subnets().getFirst().id())
                .securityGroupIds(vpc.securityGroupId())
                .build();
        assertThatThrownBy(() -> session.in("eu-west-1").ec2().createVpcEndpoint(request))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("UnauthorizedOperation"));

        iam.putRolePolicy(policy -> policy.roleName("con-1").policyName("far").policyDocument("""
                        {"Statement": {"Effect": "Allow", "Action": "vpce:AllowMultiRegion", "Resource": "*"}}"""));

        assertThat(session.in("eu-west-1")
                        .ec2()
                        .createVpcEndpoint(request)
                        .vpcEndpoint()
                        .serviceRegion())
                .isEqualTo("us-east-1");
    }

    @Test
    void credentialsThatNobodyGaveOutAreRefused() {
        AwsClients stranger = AwsClients.of(
                scene.sandbox.awsEndpoint(),
                Credentials.builder()
                        .accessKeyId("ASIAUNKNOWN")
                        .secretAccessKey("s")
                        .sessionToken("t")
                        .build());

        assertThatThrownBy(() -> stranger.ec2().describeVpcs()) // of a 401, this HTTP client does not read the body
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(401));
        assertThatThrownBy(() -> stranger.iam().listRoles())
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("InvalidClientTokenId"));
    }

    private void assertUnauthorized(AwsClients session, List<String> tagKeys) {
        assertThatThrownBy(() -> session.ec2()
                        .createVpcEndpoint(scene.endpointRequest()
                                .tagSpecifications(tags -> tags.resourceType("vpc-endpoint")
                                        .tags(tagKeys.stream()
                                                .map(key -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                                                        .key(key)
                                                        .value("x")
                                                        .build())
                                                .toList()))
                                .build()))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("UnauthorizedOperation"));
    }

    private AwsClients session(String role, String policy) {
        createRole(role);
        iam.putRolePolicy(request -> request.roleName(role).policyName("work").policyDocument(policy));
        scene.sandbox.aws().step();
        return AwsClients.of(scene.sandbox.awsEndpoint(), assume(role, "secret").credentials());
    }

    private Role createRole(String name) {
        return iam.createRole(request -> request.roleName(name)
                        .assumeRolePolicyDocument(TRUST_WITH_EXTERNAL_ID)
                        .tags(tag("owner", "postern")))
                .role();
    }

    private AssumeRoleResponse assume(String role, String externalId) {
        return sts.assumeRole(request -> request.roleArn("arn:aws:iam::111111111111:role/" + role)
                .externalId(externalId)
                .roleSessionName("test"));
    }

    private void assertAccessDenied(String role, String externalId) {
        assertThatThrownBy(() -> assume(role, externalId))
                .satisfies(refusal -> assertThat(AwsScene.code(refusal)).isEqualTo("AccessDenied"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
