package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.ec2.Ec2Service;
import dev.postern.sandbox.aws.ec2.EndpointService;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.iam.Roles;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.route53.Route53Service;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What an operator has after years, made at once and without a call to the API: endpoints, roles and hosted zones by the
 * thousand in the operator's account. Quotas are not looked at. Each is described by its index from 0.
 */
public final class Population {

    private static final String TRUST = """
            {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(Account.OPERATOR.id());

    private final Setting setting;
    private final Store store;
    private final TenantServices tenants;
    private final Ec2Service ec2;
    private final Roles roles;
    private final Route53Service route53;
    private final Clock clock;

    Population(
            Setting setting,
            Store store,
            TenantServices tenants,
            Ec2Service ec2,
            Roles roles,
            Route53Service route53,
            Clock clock) {
        this.setting = setting;
        this.store = store;
        this.tenants = tenants;
        this.ec2 = ec2;
        this.roles = roles;
        this.route53 = route53;
        this.clock = clock;
    }

    /**
     * Available endpoints of a service in the operator's VPC. They have DNS names at which nothing answers, and cost no
     * socket.
     *
     * @throws java.util.NoSuchElementException if there is no such service
     */
    public List<VpcEndpoint> endpoints(
            String region, String serviceNameOrId, int count, IntFunction<Map<String, String>> tags) {
        Vpc vpc = setting.vpc(Account.OPERATOR.id(), region);
        return store.exclusively(() -> {
            EndpointService service = tenants.find(serviceNameOrId);
            return ec2.population().add(vpc, service, count, tags, clock.instant());
        });
    }

    /** Roles without policies that the operator's account can assume. */
    public void roles(int count, IntFunction<String> names, IntFunction<Map<String, String>> tags) {
        store.exclusively(() -> IntStream.range(0, count)
                .forEach(index -> roles.add(
                        Account.OPERATOR.id(), names.apply(index), TRUST, tags.apply(index), clock.instant())));
    }

    /** Private zones without records that the operator's VPC in a region resolves through. */
    public List<HostedZone> hostedZones(
            String region, int count, IntFunction<String> names, IntFunction<String> callerReferences) {
        Vpc vpc = setting.vpc(Account.OPERATOR.id(), region);
        return store.exclusively(() -> IntStream.range(0, count)
                .mapToObj(index -> route53.addZone(vpc, names.apply(index), callerReferences.apply(index)))
                .toList());
    }
}
