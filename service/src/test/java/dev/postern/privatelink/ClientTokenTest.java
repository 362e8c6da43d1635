package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.network.LoadBalancer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repeated requests for an endpoint that is gone already, on the sandbox's AWS. */
class ClientTokenTest {

    private static final String REGION = "us-east-1";
    private static final List<String> ZONES = List.of("use1-az1");

    private final String installation = TypedId.next("ins");
    private final TenantId tenant = TenantId.next();
    private final String connection = TypedId.next("con");

    private Sandbox sandbox;
    private SandboxedAws aws;
    private PlacementId placement;
    private ServiceReference service;

    @BeforeEach
    void aPrincipal() throws IOException {
        Duration none = Duration.ZERO;
        sandbox = Sandbox.builder()
                .delays(new Delays(none, none, none, none, none, none))
                .start();
        aws = SandboxedAws.of(sandbox);
        placement = new PlacementId(
                REGION, Account.OPERATOR.id(), sandbox.aws().operatorVpc(REGION).id());
        String name = sandbox.aws()
                .tenantService("service", Account.ACME.id(), REGION, ZONES, new LoadBalancer("service"), true);
        sandbox.aws().allow(name, "*");
        service = new ServiceReference(name, REGION);
        aws.provisioner().ensurePrincipal(placement, names(1));
    }

    @AfterEach
    void close() {
        aws.close();
        sandbox.close();
    }

    @Test
    void theSameEndpointIsAnsweredAgainAlthoughItIsGone() {
        String gone = madeAndDeleted(names(1));

        assertThat(ensure(names(1)))
                .asInstanceOf(type(Outcome.Done.class))
                .extracting(Outcome.Done::value)
                .asInstanceOf(type(ProvisionedEndpoint.class))
                .returns(gone, ProvisionedEndpoint::id);
    }

    @Test
    void anotherEpochUnderTheSameTokenIsToldApartFromOtherRefusals() {
        madeAndDeleted(names(1));

        assertThat(ensure(names(2)))
                .asInstanceOf(type(Outcome.Refused.class))
                .extracting(refused -> refused.refusal().cause())
                .isEqualTo(Cause.GENERATION_USED);
    }

    private String madeAndDeleted(ResourceNames names) {
        ensure(names);
        String id = sandbox.aws().endpoints().getFirst().id();
        sandbox.aws().delete(id);
        assertThat(sandbox.aws().endpoints()).isEmpty();
        return id;
    }

    private Outcome<ProvisionedEndpoint> ensure(ResourceNames names) {
        return aws.provisioner().ensureEndpoint(placement, names, service, ZONES);
    }

    private ResourceNames names(long epoch) {
        return new ResourceNames(installation, tenant, connection, 1, epoch);
    }
}
