package dev.postern.replicas;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tenants' side of AWS: endpoint services, and somebody who decides about the endpoints that ask for them. */
final class ServiceOwners {

    static final List<String> ZONES = List.of("use1-az1", "use1-az4");
    private static final String REGION = "us-east-1";

    private final AwsWorld aws;
    private final Map<String, Attitude> services = new ConcurrentHashMap<>();

    ServiceOwners(AwsWorld aws) {
        this.aws = aws;
    }

    /** Makes a service and answers its name. */
    synchronized String open(Attitude attitude) {
        String name = "service-" + services.size();
        String service = aws.tenantService(
                name,
                Account.ACME.id(),
                REGION,
                attitude == Attitude.IS_ELSEWHERE ? ZONES.subList(0, 1) : ZONES,
                new LoadBalancer(name),
                attitude != Attitude.ACCEPTS_UNASKED);
        if (attitude != Attitude.HIDES) {
            aws.allow(service, "*");
        }
        services.put(service, attitude);
        return service;
    }

    /** From now on the owner is of another mind. */
    void turn(String service, Attitude attitude) {
        services.put(service, attitude);
    }

    void allow(String service, String principal) {
        aws.allow(service, principal);
        turn(service, Attitude.ACCEPTS);
    }

    boolean is(String service, Attitude attitude) {
        return services.get(service) == attitude;
    }

    /** Empty if nobody owns a service of that name. */
    Optional<Attitude> of(String service) {
        return Optional.ofNullable(services.get(service));
    }

    /** Every owner looks at the endpoints once, and decides as is their attitude. */
    void decide() {
        for (VpcEndpoint endpoint : aws.endpoints()) {
            switch (of(endpoint.serviceName()).orElse(Attitude.HESITATES)) {
                case ACCEPTS -> aws.accept(endpoint.id());
                case REJECTS -> aws.reject(endpoint.id());
                case ACCEPTS_UNASKED, HESITATES, HIDES, IS_ELSEWHERE -> {}
            }
        }
    }
}
