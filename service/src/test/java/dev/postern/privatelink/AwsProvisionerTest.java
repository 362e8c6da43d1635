package dev.postern.privatelink;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.EndpointProvisionerContract;
import dev.postern.connections.spi.OutsideWorld;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.network.LoadBalancer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The adapter with the real SDK, on the sandbox's AWS. */
class AwsProvisionerTest extends EndpointProvisionerContract {

    @Override
    protected OutsideWorld world() throws IOException {
        return new World(Sandbox.builder()
                .time(TimeMode.EXPLICIT)
                .delays(Delays.brief().withRoleUsable(Duration.ofSeconds(10)))
                .start());
    }

    private static final class World implements OutsideWorld {

        private final Sandbox sandbox;
        private final SandboxedAws aws;
        private int services;

        World(Sandbox sandbox) {
            this.sandbox = sandbox;
            this.aws = SandboxedAws.of(sandbox);
        }

        @Override
        public EndpointProvisioner provisioner() {
            return aws.provisioner();
        }

        @Override
        public PlacementId placement() {
            Vpc vpc = sandbox.aws().operatorVpc("us-east-1");
            return new PlacementId("us-east-1", Account.OPERATOR.id(), vpc.id());
        }

        @Override
        public ServiceReference service(List<String> zones) {
            String name = "service-" + ++services;
            return new ServiceReference(
                    sandbox.aws()
                            .tenantService(name, Account.ACME.id(), "us-east-1", zones, new LoadBalancer(name), true),
                    "us-east-1");
        }

        @Override
        public void allow(ServiceReference service, String principal) {
            sandbox.aws().allow(service.name(), principal);
        }

        @Override
        public void accept(String endpointId) {
            sandbox.aws().accept(endpointId);
        }

        @Override
        public void reject(String endpointId) {
            sandbox.aws().reject(endpointId);
        }

        @Override
        public void expire(String endpointId) {
            sandbox.aws().expire(endpointId);
        }

        @Override
        public void fail(String endpointId, String reason) {
            sandbox.aws().fail(endpointId, reason);
        }

        @Override
        public void delete(String endpointId) {
            sandbox.aws().delete(endpointId);
        }

        @Override
        public void untag(String endpointId) {
            aws.clients().ec2(placement()).deleteTags(request -> request.resources(endpointId));
        }

        @Override
        public void settle() {
            sandbox.aws().step();
        }

        @Override
        public void refuseAll(String awsErrorCode) {
            sandbox.aws().intercept((call, service) -> {
                throw AwsException.badRequest(awsErrorCode, "refused by the test");
            });
        }

        @Override
        public void refuseNothing() {
            sandbox.aws().intercept(CallInterceptor.NONE);
        }

        @Override
        public void close() {
            aws.close();
            sandbox.close();
        }
    }
}
