package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.ec2.Ec2Service;
import dev.postern.sandbox.aws.ec2.EndpointService;
import dev.postern.sandbox.aws.ec2.TenantLoadBalancer;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.fault.Faults;
import dev.postern.sandbox.aws.iam.IamService;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.iam.Sessions;
import dev.postern.sandbox.aws.iam.StsService;
import dev.postern.sandbox.aws.kms.KeyAdministration;
import dev.postern.sandbox.aws.kms.KmsService;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.route53.Route53Service;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.network.LoadBalancer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Accounts, networks and everything that has been made in them. Its methods are what AWS's API cannot do: setting tenants
 * up, deciding about endpoints on their behalf, looking at everything at once, moving time. Safe for use by several
 * threads.
 */
public final class AwsWorld implements AutoCloseable {

    private final Setting setting;
    private final Store store;
    private final Dials dials;
    private final Transitions transitions;
    private final Ec2Service ec2;
    private final IamService iam;
    private final Route53Service route53;
    private final KmsService kms;
    private final CallDesk desk;
    private final TenantServices tenants;
    private final Population population;

    /**
     * Opens a world, with what its directory holds if it has one.
     *
     * @throws java.io.UncheckedIOException if what is there cannot be read
     */
    public AwsWorld(AwsOptions options) {
        Path directory = options.directory();
        setting = options.setting();
        store = directory == null ? Store.inMemory() : Store.keptIn(directory);
        dials = new Dials(options.delays(), options.quotas());
        transitions = new Transitions(options.time(), store::exclusively);
        iam = new IamService(dials, transitions, store);
        ec2 = new Ec2Service(setting, dials, transitions, store, iam);
        route53 = new Route53Service(setting, dials, transitions, store, ec2::hasDnsName);
        kms = new KmsService(store);
        Sessions sessions = new Sessions(setting, store);
        StsService sts = new StsService(iam.roles(), sessions);
        desk = new CallDesk(List.of(ec2, iam, sts, route53, kms), sessions, iam, store, options.clock());
        tenants = new TenantServices(setting, ec2, options.clock());
        population = new Population(setting, store, tenants, ec2, iam.roles(), route53, options.clock());
        store.exclusively(() -> {
            iam.resume();
            ec2.resume();
            route53.resume();
        });
    }

    public Setting setting() {
        return setting;
    }

    /** The operator's VPC in a region, with its subnets and security groups. */
    public Vpc operatorVpc(String region) {
        return setting.vpc(Account.OPERATOR.id(), region);
    }

    /**
     * Sets up an endpoint service of a tenant. The answer depends on name, account and region only; if the service was
     * kept from an earlier run, its permissions, regions and tags are too.
     *
     * @param name what tells this service from others of the same account and region
     * @param zoneIds zones of the region in which the load balancer is
     * @return the service name, {@code com.amazonaws.vpce.us-east-1.vpce-svc-...}
     * @throws IllegalArgumentException if account, region or a zone does not exist, or another load balancer has the name
     */
    public String tenantService(
            String name,
            String accountId,
            String region,
            List<String> zoneIds,
            LoadBalancer loadBalancer,
            boolean acceptanceRequired) {
        return store.exclusively(() -> tenants.add(name, accountId, region, zoneIds, loadBalancer, acceptanceRequired));
    }

    /**
     * Registers a load balancer of a tenant, who then may make services of it through the API.
     *
     * @return its ARN
     * @throws IllegalArgumentException as for {@link #tenantService}
     */
    public String registerLoadBalancer(
            String accountId, String region, List<String> zoneIds, LoadBalancer loadBalancer) {
        return store.exclusively(
                () -> tenants.register(accountId, region, zoneIds, loadBalancer).arn());
    }

    /**
     * Lets the service be reached from these regions too.
     *
     * @throws java.util.NoSuchElementException if there is no such service
     */
    public void supportRegions(String serviceNameOrId, List<String> regions) {
        store.exclusively(() -> tenants.supportRegions(serviceNameOrId, regions));
    }

    /**
     * Allows a principal, as the tenant would.
     *
     * @param principal an ARN without path components, or {@code *}
     * @throws java.util.NoSuchElementException if there is no such service
     * @throws dev.postern.sandbox.aws.wire.AwsException {@code InvalidPrincipal}
     */
    public void allow(String serviceNameOrId, String principal) {
        store.exclusively(() -> ec2.allow(tenants.find(serviceNameOrId), List.of(principal)));
    }

    /** As the tenant: true if the endpoint waited for acceptance. */
    public boolean accept(String endpointId) {
        return store.exclusively(() -> ec2.accept(endpointId));
    }

    /** As the tenant: true if the endpoint waited for acceptance or had been accepted. */
    public boolean reject(String endpointId) {
        return store.exclusively(() -> ec2.reject(endpointId));
    }

    /** As after seven days without a decision: true if the endpoint waited for acceptance. */
    public boolean expire(String endpointId) {
        return store.exclusively(() -> ec2.expire(endpointId));
    }

    /** As AWS, when it cannot provide an endpoint: true if there is such an endpoint and it is not being deleted. */
    public boolean fail(String endpointId, String reason) {
        return store.exclusively(() -> ec2.fail(endpointId, reason));
    }

    /** As somebody else in the operator's account: true if the endpoint was not being deleted before. */
    public boolean delete(String endpointId) {
        return store.exclusively(() -> ec2.delete(endpointId));
    }

    /** As somebody else in the operator's account, all tags of an endpoint: true if there is such an endpoint. */
    public boolean untag(String endpointId) {
        return untag(endpointId, List.of());
    }

    /** The same for the tags with these keys; for all if there are none. */
    public boolean untag(String endpointId, List<String> keys) {
        return store.exclusively(() -> ec2.untag(endpointId, keys));
    }

    /** As somebody else, with whatever is attached to it: true if there was such a role. */
    public boolean deleteRole(String arn) {
        return store.exclusively(() -> iam.roles().removeByArn(arn));
    }

    /** As somebody else, the tags of a role with these keys, or all if there are none: true if there is such a role. */
    public boolean untagRole(String arn, List<String> keys) {
        return store.exclusively(() -> iam.roles().untag(arn, keys));
    }

    /** As somebody else, with all its records: true if there was such a zone. */
    public boolean deleteHostedZone(String id) {
        return store.exclusively(() -> route53.zones().removeById(id));
    }

    /**
     * As somebody else in the VPC's account, a private zone that the VPC resolves through.
     *
     * @return its id
     * @throws dev.postern.sandbox.aws.wire.AwsException {@code ConflictingDomainExists}
     * @throws IllegalArgumentException if there is no such VPC
     */
    public String createHostedZone(String vpcId, String name) {
        Vpc vpc = setting.findVpc(vpcId)
                .orElseThrow(() -> new IllegalArgumentException("the sandbox has no VPC " + vpcId));
        return store.exclusively(() -> route53.createZone(vpc, name).id());
    }

    /** Has AWS give an endpoint these DNS names as long as it is there, wherever they lead. */
    public void showNames(String endpointId, List<String> names) {
        store.exclusively(() -> ec2.showNames(endpointId, names));
    }

    /** Has AWS show an endpoint in any state, also one that does not exist, whatever becomes of it. */
    public void showState(String endpointId, String state) {
        store.exclusively(() -> ec2.showState(endpointId, state));
    }

    /** Has AWS show an endpoint as it is. */
    public void showTrueState(String endpointId) {
        store.exclusively(() -> ec2.showTrueState(endpointId));
    }

    /** Endpoints, roles and hosted zones by the thousand, for tests of scale. */
    public Population population() {
        return population;
    }

    /** Keys of KMS, which tests make and take away. */
    public KeyAdministration kmsKeys() {
        return kms.administration();
    }

    /** What goes wrong with calls, to be added to and cleared at any time. */
    public Faults faults() {
        return desk.faults();
    }

    public Delays delays() {
        return dials.delays();
    }

    /** From now on; what is under way keeps its time. */
    public void delays(Delays wanted) {
        dials.delays(wanted);
    }

    public Quotas quotas() {
        return dials.quotas();
    }

    /** From now on; what is there already stays. */
    public void quotas(Quotas wanted) {
        dials.quotas(wanted);
    }

    /**
     * Makes every transition that is under way; one that follows from it is left for the next step.
     *
     * @return how many were made
     */
    public int step() {
        return store.exclusively(transitions::step);
    }

    public List<VpcEndpoint> endpoints() {
        return store.exclusively(ec2::endpoints);
    }

    public Optional<VpcEndpoint> endpoint(String id) {
        return store.exclusively(() -> ec2.endpoint(id));
    }

    /** The state of an endpoint as AWS shows it: the true one, unless {@link #showState} says otherwise. */
    public String shownState(VpcEndpoint endpoint) {
        return store.exclusively(() -> ec2.shownState(endpoint));
    }

    public List<EndpointService> services() {
        return store.exclusively(() -> ec2.services().list());
    }

    public List<TenantLoadBalancer> loadBalancers() {
        return store.exclusively(() -> ec2.services().loadBalancers());
    }

    /** The registered load balancer of that name. */
    public Optional<LoadBalancer> loadBalancer(String name) {
        return loadBalancers().stream()
                .map(TenantLoadBalancer::loadBalancer)
                .filter(loadBalancer -> loadBalancer.name().equals(name))
                .findFirst();
    }

    public List<Role> roles() {
        return store.exclusively(() -> iam.roles().list());
    }

    public List<HostedZone> hostedZones() {
        return store.exclusively(() -> route53.zones().list());
    }

    /** What a name resolves to in a VPC through its private zones; empty if they do not have it. */
    public List<String> resolve(String vpcId, String name) {
        return store.exclusively(() -> route53.zones().resolve(vpcId, name));
    }

    public CallLog calls() {
        return desk.calls();
    }

    /** Puts something around every call and its faults from now on, instead of what was there. */
    public void intercept(CallInterceptor interceptor) {
        desk.intercept(interceptor);
    }

    Optional<AwsAnswer> answer(AwsRequest request) {
        return desk.answer(request);
    }

    /** Stops time, closes what is open and gives all addresses back. What is kept in a directory stays there. */
    @Override
    public void close() {
        desk.faults().close();
        store.exclusively(() -> {
            transitions.close();
            ec2.close();
        });
    }
}
