package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.DiscoveredService;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each replica keeps for itself of a connection's IAM role. */
class PrincipalSessionsTest {

    private static final String REGION = "us-east-1";

    private final ResourceNames names =
            new ResourceNames(TypedId.next("ins"), TenantId.next(), TypedId.next("con"), 1, 1);

    @Test
    void aSessionOfARoleThatAnotherReplicaHasMadeAgainIsGivenUp() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start();
                SandboxedAws one = SandboxedAws.of(sandbox);
                SandboxedAws other = SandboxedAws.of(sandbox)) {
            PlacementId placement = one.placements().all().stream()
                    .map(place -> place.id())
                    .filter(id -> id.region().equals(REGION))
                    .findFirst()
                    .orElseThrow();
            ServiceReference service = service(sandbox);
            one.provisioner().ensurePrincipal(placement, names);
            assertThat(one.provisioner().discoverService(placement, names, service))
                    .isInstanceOf(Outcome.Done.class);
            sandbox.aws().roles().stream().map(Role::arn).toList().forEach(sandbox.aws()::deleteRole);
            other.provisioner().ensurePrincipal(placement, names);
            assertThat(one.provisioner().discoverService(placement, names, service))
                    .isInstanceOf(Outcome.Refused.class);

            one.provisioner().ensurePrincipal(placement, names);

            Outcome<DiscoveredService> found = one.provisioner().discoverService(placement, names, service);
            assertThat(found).isInstanceOf(Outcome.Done.class);
        }
    }

    private static ServiceReference service(Sandbox sandbox) {
        String name = sandbox.aws()
                .tenantService(
                        "service", Account.ACME.id(), REGION, List.of("use1-az1"), new LoadBalancer("service"), true);
        sandbox.aws().allow(name, "*");
        return new ServiceReference(name, REGION);
    }
}
