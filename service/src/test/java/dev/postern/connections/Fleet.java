package dev.postern.connections;

import dev.postern.connections.spi.ResourceNames;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import java.util.List;
import java.util.stream.IntStream;

/** Connections by the thousand of one tenant, all available, in the database and in the sandbox alike. */
final class Fleet {

    private final ReconcilerWorld world;
    private final Sandbox sandbox;
    private final String installation;
    private final TenantId tenant;

    Fleet(ReconcilerWorld world, Sandbox sandbox, String installation) {
        this.world = world;
        this.sandbox = sandbox;
        this.installation = installation;
        this.tenant = world.tenant();
    }

    TenantId tenant() {
        return tenant;
    }

    /** So many more. */
    void grow(int count) {
        String name = "fleet-" + System.nanoTime();
        String service = sandbox.aws()
                .tenantService(
                        name, Account.ACME.id(), "us-east-1", ReconcilerWorld.ZONES, new LoadBalancer(name), true);
        List<ResourceNames> names = IntStream.range(0, count)
                .mapToObj(index -> new ResourceNames(
                        installation, tenant, ConnectionId.next().value(), 1, 0))
                .toList();
        List<VpcEndpoint> endpoints = sandbox.aws()
                .population()
                .endpoints(
                        "us-east-1", service, count, index -> names.get(index).tags());
        sandbox.aws()
                .population()
                .roles(
                        count,
                        index -> names.get(index).roleName(),
                        index -> names.get(index).tags());
        insert(names, endpoints);
    }

    private void insert(List<ResourceNames> names, List<VpcEndpoint> endpoints) {
        String vpc = sandbox.aws().operatorVpc("us-east-1").id();
        world.system()
                .jdbc()
                .sql("""
                        insert into connection (
                            tenant_id, id, kind, name, service_name, availability_zones, dns_mode, region, placement,
                            principal, epoch, endpoint_id, endpoint_state, endpoint_dns_names, phase, reason, message
                        )
                        select :tenant, made.id, 'AWS_PRIVATELINK', made.id, :service, '{use1-az1,use1-az4}', 'RESOLVER',
                            'us-east-1', :placement, 'arn:aws:iam::' || :account || ':role/' || made.role, 0,
                            made.endpoint, 'available', '[{"name": "127.0.0.1", "availabilityZone": null}]',
                            'AVAILABLE', 'READY', 'Endpoint ' || made.endpoint || ' is available.'
                        from unnest(cast(:ids as text[]), cast(:roles as text[]), cast(:endpoints as text[]))
                            as made (id, role, endpoint)
                        """)
                .param("tenant", tenant.value())
                .param("service", endpoints.getFirst().serviceName())
                .param("placement", "us-east-1/%s/%s".formatted(Account.OPERATOR.id(), vpc))
                .param("account", Account.OPERATOR.id())
                .param("ids", names.stream().map(ResourceNames::connection).toArray(String[]::new))
                .param("roles", names.stream().map(ResourceNames::roleName).toArray(String[]::new))
                .param("endpoints", endpoints.stream().map(VpcEndpoint::id).toArray(String[]::new))
                .update();
    }

    /** How many of its connections are in another state than that which they were made in. */
    int changed() {
        return world.system()
                .jdbc()
                .sql(
                        "select count(*) from connection where tenant_id = :tenant and (reason <> 'READY' or revision > 1)")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }
}
