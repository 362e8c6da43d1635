package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.sandbox.Sandbox;
import dev.postern.testing.SandboxProperties;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateLinkPropertiesTest {

    private static final String PLACE = "postern.privatelink.regions.us-east-1.placements[%d].";

    @Test
    void withoutAnyConfigurationThereIsNoPlacementAndNothingFails() {
        PrivateLinkProperties properties = SandboxedAws.properties(Map.of());

        try (SandboxedAws aws = SandboxedAws.with(properties)) {
            assertThat(aws.provisioner()).isNotNull();
            assertThat(new ConfiguredPlacements(properties).all()).isEmpty();
        }
    }

    @Test
    void aPlacementNeedsNoMoreThanAccountVpcSubnetsAndSecurityGroup() {
        assertThat(new ConfiguredPlacements(SandboxedAws.properties(placement(0, "vpc-1"))).all())
                .containsExactly(new Placement(
                        new PlacementId("us-east-1", "111111111111", "vpc-1"),
                        List.of("use1-az1", "use1-az4"),
                        50,
                        1_000));
    }

    @Test
    void anAccountWhoseQuotaOfRolesWasRaisedHoldsMoreOfThem() {
        Map<String, String> settings = placement(0, "vpc-1");
        settings.put("postern.privatelink.role-quotas.111111111111", "5000");

        assertThat(new ConfiguredPlacements(SandboxedAws.properties(settings)).all())
                .singleElement()
                .extracting(Placement::roles)
                .isEqualTo(5_000);
    }

    @Test
    void theOperatorsRoleIsThatOfThePlacement() {
        Map<String, String> settings = placement(0, "vpc-1");
        settings.put(PLACE.formatted(0) + "role-arn", "arn:aws:iam::111111111111:role/postern-operator");

        assertThat(new ConfiguredPlacements(SandboxedAws.properties(settings))
                        .roleArn(new PlacementId("us-east-1", "111111111111", "vpc-1")))
                .contains("arn:aws:iam::111111111111:role/postern-operator");
    }

    @Test
    void onePlacementConfiguredTwiceIsAMistake() {
        Map<String, String> settings = placement(0, "vpc-1");
        settings.putAll(placement(1, "vpc-1"));
        PrivateLinkProperties properties = SandboxedAws.properties(settings);

        assertThatThrownBy(() -> new ConfiguredPlacements(properties)).hasMessageContaining("configured twice");
    }

    @Test
    void whatIsMissingIsSaid() {
        Map<String, String> settings = placement(0, "vpc-1");
        settings.remove(PLACE.formatted(0) + "security-group");

        assertThatThrownBy(() -> SandboxedAws.properties(settings)).rootCause().hasMessageContaining("security-group");
        assertThatThrownBy(() -> SandboxedAws.properties(Map.of("postern.privatelink.access-key-id", "key")))
                .rootCause()
                .hasMessageContaining("go together");
    }

    @Test
    void theSandboxIsConfiguredAsAnyAwsIs() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            PrivateLinkProperties properties = SandboxedAws.properties(SandboxProperties.of(sandbox));

            assertThat(new ConfiguredPlacements(properties).all())
                    .extracting(placement -> placement.id().region())
                    .containsExactly("eu-west-1", "us-east-1");
            assertThat(properties.toString()).contains("***").doesNotContain("secretAccessKey=sandbox");
        }
    }

    private static Map<String, String> placement(int number, String vpc) {
        String prefix = PLACE.formatted(number);
        Map<String, String> settings = new HashMap<>();
        settings.put(prefix + "account", "111111111111");
        settings.put(prefix + "vpc", vpc);
        settings.put(prefix + "security-group", "sg-1");
        settings.put(prefix + "subnets.use1-az1", "subnet-1");
        settings.put(prefix + "subnets.use1-az4", "subnet-4");
        return settings;
    }
}
