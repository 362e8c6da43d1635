package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;

class KeepingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    private final UnaryOperator<Sandbox.Builder> kept =
            builder -> builder.time(TimeMode.EXPLICIT).directory(directory);

    @Test
    void anAvailableEndpointAnswersAtTheSameAddressAfterARestart() throws IOException {
        String id;
        String address;
        try (AwsScene before = new AwsScene(kept).allowOperator()) {
            id = before.createEndpoint().vpcEndpointId();
            before.makeAvailable(id);
            address = before.describe(id).dnsEntries().getFirst().dnsName();
        }

        try (AwsScene after = new AwsScene(kept)) {
            assertThat(after.describe(id).dnsEntries().getFirst().dnsName()).isEqualTo(address);
            assertThat(NamedServer.nameAt(address, 9001)).isEqualTo("broker-1");
        }
    }

    @Test
    void whatWasUnderWayGoesOnAfterARestart() {
        String pending;
        String deleting;
        try (AwsScene before = new AwsScene(kept).allowOperator()) {
            pending = before.createEndpoint().vpcEndpointId();
            before.sandbox.aws().accept(pending);
            deleting = before.createEndpoint().vpcEndpointId();
            before.sandbox.aws().delete(deleting);
        }

        try (AwsScene after = new AwsScene(kept)) {
            after.sandbox.aws().step();

            assertThat(after.stateOf(pending)).isEqualTo("available");
            assertThat(after.stateOf(deleting)).isEqualTo("deleted");
        }
    }

    @Test
    void clientTokensPermissionsAndRolesAreKept() {
        CreateVpcEndpointRequest request;
        String id;
        try (AwsScene before = new AwsScene(kept).allowOperator()) {
            request = before.endpointRequest().clientToken("token").build();
            id = before.operator.ec2().createVpcEndpoint(request).vpcEndpoint().vpcEndpointId();
            before.operator.iam().createRole(role -> role.roleName("con-1").assumeRolePolicyDocument("""
                            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}}"""));
        }

        try (AwsScene after = new AwsScene(kept)) {
            assertThat(after.operator
                            .ec2()
                            .createVpcEndpoint(request)
                            .vpcEndpoint()
                            .vpcEndpointId())
                    .isEqualTo(id);
            assertThat(after.createEndpoint().vpcEndpointId()).isNotEqualTo(id);
            assertThat(after.operator
                            .iam()
                            .getRole(role -> role.roleName("con-1"))
                            .role()
                            .arn())
                    .isEqualTo("arn:aws:iam::111111111111:role/con-1");
        }
    }

    @Test
    void aChangeThatWasNotWrittenToItsEndIsForgottenAndTheOthersAreNot() throws IOException {
        String id;
        try (AwsScene before = new AwsScene(kept).allowOperator()) {
            id = before.createEndpoint().vpcEndpointId();
        }
        Files.writeString(
                directory.resolve("aws.changes"),
                "{\"vpcEndpoints\": {\"" + id + "\": nul",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        try (AwsScene after = new AwsScene(kept)) {
            assertThat(after.stateOf(id)).isEqualTo("pendingAcceptance");
        }
    }

    @Test
    void whatWasDeletedIsGoneAfterARestart() {
        try (AwsScene before = new AwsScene(kept).allowOperator()) {
            String id = before.createEndpoint().vpcEndpointId();
            before.sandbox.aws().delete(id);
            before.sandbox.aws().step();
            before.sandbox.aws().step();
        }

        try (AwsScene after = new AwsScene(kept)) {
            assertThat(after.sandbox.aws().endpoints()).isEmpty();
            assertThat(after.sandbox.aws().services()).hasSize(1);
        }
    }

    @Test
    void withoutADirectoryNothingIsKept() {
        try (AwsScene before = new AwsScene().allowOperator()) {
            before.createEndpoint();
        }

        try (AwsScene after = new AwsScene()) {
            assertThat(after.sandbox.aws().endpoints()).isEmpty();
        }
    }
}
