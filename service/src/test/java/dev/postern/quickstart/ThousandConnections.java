package dev.postern.quickstart;

import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand connections of one tenant, {@code kafka-0000} to {@code kafka-0999}, made without a request: of each twenty
 * five are available, eight wait for the tenant, three are queued, four have failed for want of capacity. What they have
 * in AWS is in a region that nobody else here uses, so that they take nobody's place.
 */
final class ThousandConnections {

    private static final int COUNT = 1_000;
    private static final String REGION = "eu-west-1";
    private static final List<String> ZONES = List.of("euw1-az1", "euw1-az2");

    private final SystemDatabase database;
    private final Sandbox sandbox;
    private final String service;

    ThousandConnections(SystemDatabase database, Sandbox sandbox) {
        this.database = database;
        this.sandbox = sandbox;
        this.service = sandbox.aws()
                .tenantService("thousand", Account.GLOBEX.id(), REGION, ZONES, new LoadBalancer("thousand"), true);
    }

    void addTo(TenantId tenant) {
        List<ResourceNames> names = names(tenant);
        List<ResourceNames> available = names.subList(0, COUNT / 4);
        Map<String, VpcEndpoint> endpoints = endpoints(available);
        List<ResourceNames> withRole = names.subList(0, COUNT * 13 / 20);
        sandbox.aws()
                .population()
                .roles(
                        withRole.size(),
                        index -> withRole.get(index).roleName(),
                        index -> withRole.get(index).tags());
        insert(tenant, names, endpoints);
    }

    private List<ResourceNames> names(TenantId tenant) {
        String installation = database.jdbc()
                .sql("select id from installation")
                .query(String.class)
                .single();
        return IntStream.range(0, COUNT)
                .mapToObj(index -> new ResourceNames(
                        installation, tenant, ConnectionId.next().value(), 1, 0))
                .toList();
    }

    private Map<String, VpcEndpoint> endpoints(List<ResourceNames> names) {
        List<VpcEndpoint> made = sandbox.aws()
                .population()
                .endpoints(
                        REGION, service, names.size(), index -> names.get(index).tags());
        return IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(index -> names.get(index).connection(), made::get));
    }

    private void insert(TenantId tenant, List<ResourceNames> names, Map<String, VpcEndpoint> endpoints) {
        database.inTransaction(() -> {
            database.jdbc()
                    .sql("""
                            insert into connection (
                                tenant_id, id, kind, name, service_name, availability_zones, dns_mode, region,
                                placement, principal, epoch, endpoint_id, endpoint_state, endpoint_dns_names, phase, reason,
                                message
                            )
                            select :tenant, id, 'AWS_PRIVATELINK',
                                'kafka-' || to_char((number * 7 - 7) % 1000, 'FM0000'),
                                case when number <= 250 then :service end, '{euw1-az1,euw1-az2}', 'RESOLVER', :region,
                                case when number <= 650 then :placement end,
                                case when number <= 650 then 'arn:aws:iam::' || :account || ':role/' || role end,
                                case when number <= 250 then 0 end, nullif(endpoint, ''),
                                case when number <= 250 then 'available' end,
                                case when number <= 250 then '[{"name": "127.0.0.1", "availabilityZone": null}]'
                                    else '[]' end::jsonb,
                                case when number <= 250 then 'AVAILABLE' when number <= 650 then 'ACTION_REQUIRED'
                                    when number <= 800 then 'PENDING' else 'FAILED' end,
                                case when number <= 250 then 'READY' when number <= 650 then 'SERVICE_NAME_NEEDED'
                                    when number <= 800 then 'QUEUED' else 'NO_CAPACITY' end,
                                case when number <= 250 then 'The endpoint is available.'
                                    when number <= 650 then 'The principal is there. The name of the service is missing.'
                                    when number <= 800 then 'Postern begins in a moment.'
                                    else 'No placement has room for another endpoint.' end
                            from unnest(cast(:ids as text[]), cast(:roles as text[]), cast(:endpoints as text[]))
                                with ordinality as made (id, role, endpoint, number)
                            """)
                    .param("tenant", tenant.value())
                    .param("service", service)
                    .param("region", REGION)
                    .param("placement", placement())
                    .param("account", Account.OPERATOR.id())
                    .param("ids", names.stream().map(ResourceNames::connection).toArray(String[]::new))
                    .param("roles", names.stream().map(ResourceNames::roleName).toArray(String[]::new))
                    .param(
                            "endpoints",
                            names.stream()
                                    .map(ResourceNames::connection)
                                    .map(id -> endpoints.containsKey(id)
                                            ? endpoints.get(id).id()
                                            : "")
                                    .toArray(String[]::new))
                    .update();
            return database.jdbc().sql("""
                            insert into connection_history (
                                tenant_id, connection_id, revision, phase, reason, message, actor, occurred_at
                            )
                            select tenant_id, id, revision, phase, reason, message, 'reconciler', updated_at
                            from connection where tenant_id = :tenant
                            """).param("tenant", tenant.value()).update();
        });
    }

    private String placement() {
        return "%s/%s/%s"
                .formatted(
                        REGION,
                        Account.OPERATOR.id(),
                        sandbox.aws().operatorVpc(REGION).id());
    }
}
