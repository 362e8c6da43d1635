package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.Authority;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.Operations;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** EC2, and what may be done to endpoints from outside of AWS's API. Used with the world's lock held. */
public final class Ec2Service implements AwsService, AutoCloseable {

    private static final int PRECONDITION_FAILED = 412;

    private final Setting setting;
    private final Table<VpcEndpoint> table;
    private final EndpointServices services;
    private final EndpointNetwork network = new EndpointNetwork();
    private final Appearances appearances = new Appearances();
    private final EndpointLife life;
    private final EndpointPopulation population;
    private final Operations operations = new Operations();

    public Ec2Service(Setting setting, Dials dials, Transitions transitions, Store store, Authority authority) {
        this.setting = setting;
        this.table = store.table("vpcEndpoints", VpcEndpoint.class);
        this.services = new EndpointServices(store);
        this.population = new EndpointPopulation(table);
        this.life = new EndpointLife(table, services, network, appearances, transitions, dials, setting);
        Endpoints endpoints = new Endpoints(table, appearances);
        EndpointXml xml = new EndpointXml(setting, appearances);
        ClientTokens tokens = new ClientTokens(store);
        EndpointCreation creation =
                new EndpointCreation(setting, dials, authority, services, endpoints, network, life, xml, tokens);
        addConsumerSide(creation, endpoints, xml);
        addOwnerSide(endpoints, xml, tokens);
        VpcOperations vpcs = new VpcOperations(setting);
        operations
                .add("DescribeVpcs", vpcs::describeVpcs)
                .add("DescribeSubnets", vpcs::describeSubnets)
                .add("DescribeAvailabilityZones", vpcs::describeAvailabilityZones)
                .add("DescribeNetworkInterfaces", new InterfaceOperations(setting, endpoints)::describe);
    }

    /** Takes up what was kept from an earlier run. */
    public void resume() {
        life.resume();
    }

    @Override
    public String signingName() {
        return "ec2";
    }

    @Override
    public Dialect dialect() {
        return Dialect.EC2;
    }

    @Override
    public String actionOf(AwsRequest request) {
        return operations.named(request.form());
    }

    @Override
    public Xml handle(AwsCall call) {
        if (setting.findRegion(call.region()).isEmpty()) {
            throw Ec2Errors.invalidValue("The sandbox has no region " + call.region());
        }
        if (call.parameters().flag("DryRun")) {
            throw new AwsException(
                    PRECONDITION_FAILED, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
        return operations.handle(call);
    }

    public EndpointServices services() {
        return services;
    }

    /** Registers a load balancer and opens the endpoints that waited for it. */
    public void register(TenantLoadBalancer loadBalancer) {
        services.register(loadBalancer);
        life.connect(loadBalancer);
    }

    /** Adds allowed principals to a service, as its owner does with {@code ModifyVpcEndpointServicePermissions}. */
    public void allow(EndpointService service, List<String> principals) {
        services.put(ServicePermissions.changed(service, principals, List.of()));
    }

    /**
     * True if a name is one of an endpoint's DNS names.
     *
     * @param hostedZoneId the zone that the names of endpoints of its region lie in
     * @param name with a dot at the end
     */
    public boolean hasDnsName(String hostedZoneId, String name) {
        return table.stream()
                .filter(endpoint ->
                        setting.region(endpoint.region()).endpointZoneId().equals(hostedZoneId))
                .flatMap(endpoint -> endpoint.addresses().stream())
                .anyMatch(address -> name.equals(address + "."));
    }

    public List<VpcEndpoint> endpoints() {
        return table.list();
    }

    public EndpointPopulation population() {
        return population;
    }

    public Optional<VpcEndpoint> endpoint(String id) {
        return table.find(id);
    }

    /** The state of an endpoint as AWS shows it, which may be one that there is not. */
    public String shownState(VpcEndpoint endpoint) {
        return appearances.stateOf(endpoint);
    }

    /** Shows an endpoint in any state, until the true one is shown again. */
    public void showState(String endpointId, String state) {
        appearances.showState(endpointId, state);
    }

    /** Shows an endpoint with other DNS names than its own. */
    public void showNames(String endpointId, List<String> names) {
        appearances.showNames(endpointId, names);
    }

    public void showTrueState(String endpointId) {
        appearances.showTrueState(endpointId);
    }

    /** Removes an endpoint's tags: those with these keys, or all if there are none. True if there is such an endpoint. */
    public boolean untag(String endpointId, Collection<String> keys) {
        Optional<VpcEndpoint> found = table.find(endpointId);
        found.ifPresent(endpoint -> table.put(endpointId, endpoint.tagged(Tags.without(endpoint.tags(), keys))));
        return found.isPresent();
    }

    /** True if the endpoint waited for acceptance. */
    public boolean accept(String endpointId) {
        return life.accept(endpointId);
    }

    /** True if the endpoint was not rejected, expired, failed or deleted before. */
    public boolean reject(String endpointId) {
        return life.reject(endpointId);
    }

    /** True if the endpoint waited for acceptance. */
    public boolean expire(String endpointId) {
        return life.expire(endpointId);
    }

    /** True if the endpoint was not deleted before. */
    public boolean fail(String endpointId, String reason) {
        return life.fail(endpointId, reason);
    }

    /** True if the endpoint was not deleted before. */
    public boolean delete(String endpointId) {
        return life.delete(endpointId);
    }

    @Override
    public void close() {
        network.close();
    }

    private void addConsumerSide(EndpointCreation creation, Endpoints endpoints, EndpointXml xml) {
        EndpointOperations consumed = new EndpointOperations(endpoints, life, xml);
        operations
                .add("CreateVpcEndpoint", creation::create)
                .add("DescribeVpcEndpoints", consumed::describe)
                .add("DeleteVpcEndpoints", consumed::delete)
                .add(
                        "ModifyVpcEndpoint",
                        new EndpointModification(setting, table, endpoints, services, network, life)::modify)
                .add("DescribeVpcEndpointServices", new ServiceDescription(setting, services)::describe);
    }

    private void addOwnerSide(Endpoints endpoints, EndpointXml xml, ClientTokens tokens) {
        ServiceConfigurations owned = new ServiceConfigurations(setting, services, endpoints, tokens);
        ServicePermissions permissions = new ServicePermissions(owned, services);
        ServiceConnections connections = new ServiceConnections(owned, endpoints, life, xml);
        TagOperations tags = new TagOperations(table, endpoints, owned, services);
        operations
                .add("CreateVpcEndpointServiceConfiguration", owned::create)
                .add("DescribeVpcEndpointServiceConfigurations", owned::describe)
                .add("DeleteVpcEndpointServiceConfigurations", owned::delete)
                .add("ModifyVpcEndpointServicePermissions", permissions::modify)
                .add("DescribeVpcEndpointServicePermissions", permissions::describe)
                .add("DescribeVpcEndpointConnections", connections::describe)
                .add("AcceptVpcEndpointConnections", connections::accept)
                .add("RejectVpcEndpointConnections", connections::reject)
                .add("CreateTags", tags::create)
                .add("DeleteTags", tags::delete)
                .add("DescribeTags", tags::describe);
    }
}
