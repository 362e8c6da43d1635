package dev.postern.connections.spi;

import dev.postern.connections.spi.Refusal.Cause;
import java.util.List;

class InMemoryProvisionerTest extends EndpointProvisionerContract {

    @Override
    protected OutsideWorld world() {
        InMemoryProvisioner provisioner = new InMemoryProvisioner();
        return new OutsideWorld() {

            @Override
            public EndpointProvisioner provisioner() {
                return provisioner;
            }

            @Override
            public PlacementId placement() {
                return new PlacementId("us-east-1", "111111111111", "vpc-1");
            }

            @Override
            public ServiceReference service(List<String> zones) {
                return provisioner.service(zones);
            }

            @Override
            public void allow(ServiceReference service, String principal) {
                provisioner.allow(service, principal);
            }

            @Override
            public void accept(String endpointId) {
                provisioner.setState(endpointId, "pending");
            }

            @Override
            public void reject(String endpointId) {
                provisioner.setState(endpointId, "rejected");
            }

            @Override
            public void expire(String endpointId) {
                provisioner.setState(endpointId, "expired");
            }

            @Override
            public void fail(String endpointId, String reason) {
                provisioner.fail(endpointId, reason);
            }

            @Override
            public void delete(String endpointId) {
                provisioner.setState(endpointId, "deleting");
            }

            @Override
            public void untag(String endpointId) {
                provisioner.untag(endpointId);
            }

            @Override
            public void settle() {
                provisioner.settle();
            }

            @Override
            public void refuseAll(String awsErrorCode) {
                provisioner.refuseAll(new Refusal(
                        awsErrorCode.equals("RequestLimitExceeded") ? Cause.THROTTLED : Cause.DENIED,
                        awsErrorCode,
                        "refused"));
            }

            @Override
            public void refuseNothing() {
                provisioner.refuseNothing();
            }

            @Override
            public void close() {}
        };
    }
}
