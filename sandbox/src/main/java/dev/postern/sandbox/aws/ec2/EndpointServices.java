package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Endpoint services, who may see them, and the load balancers behind them. Used with the world's lock held. */
public final class EndpointServices {

    private final Table<EndpointService> services;
    private final Map<String, TenantLoadBalancer> loadBalancers = new HashMap<>();

    EndpointServices(Store store) {
        this.services = store.table("endpointServices", EndpointService.class);
    }

    public List<EndpointService> list() {
        return services.list();
    }

    public Optional<EndpointService> find(String id) {
        return services.find(id);
    }

    /** By name or id. */
    public Optional<EndpointService> findByName(String nameOrId) {
        return services.find(nameOrId.substring(nameOrId.lastIndexOf('.') + 1))
                .filter(service -> nameOrId.equals(service.id()) || nameOrId.equals(service.name()));
    }

    public void put(EndpointService service) {
        services.put(service.id(), service);
    }

    void remove(String id) {
        services.remove(id);
    }

    /** Those that one may see from a region: reachable from there, and allowed to the caller or its own. */
    Stream<EndpointService> visible(Caller caller, String fromRegion) {
        return services.stream()
                .filter(service -> service.supportedRegions().contains(fromRegion))
                .filter(service -> allows(service, caller));
    }

    /**
     * The service of that name in that region, if it may be seen.
     *
     * @throws dev.postern.sandbox.aws.wire.AwsException {@code InvalidServiceName} if it does not exist or may not be
     *     seen
     */
    EndpointService visible(Caller caller, String fromRegion, String serviceRegion, String name) {
        return visible(caller, fromRegion)
                .filter(service -> service.name().equals(name))
                .filter(service -> service.region().equals(serviceRegion))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.serviceNameUnknown(name));
    }

    /** The load balancer of a service, if it has been registered since the start. */
    public Optional<TenantLoadBalancer> loadBalancerOf(EndpointService service) {
        return loadBalancer(service.loadBalancerArn());
    }

    Optional<TenantLoadBalancer> loadBalancer(String arn) {
        return Optional.ofNullable(loadBalancers.get(arn));
    }

    public List<TenantLoadBalancer> loadBalancers() {
        return List.copyOf(loadBalancers.values());
    }

    void register(TenantLoadBalancer loadBalancer) {
        loadBalancers.put(loadBalancer.arn(), loadBalancer);
    }

    private static boolean allows(EndpointService service, Caller caller) {
        return service.accountId().equals(caller.accountId())
                || Stream.of("*", "arn:aws:iam::" + caller.accountId() + ":root", caller.principalArn())
                        .anyMatch(service.allowedPrincipals()::containsKey);
    }
}
