package dev.postern.privatelink;

import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.DnsWorld;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.network.LoadBalancer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;

/** A sandbox in which the operator has two endpoints that are available. */
record SandboxedRoute53(Sandbox sandbox, SandboxedAws aws, List<AliasTarget> targets) implements DnsWorld {

    private static final List<String> ZONES = List.of("use1-az1");

    static SandboxedRoute53 start() throws IOException {
        Sandbox sandbox = Sandbox.builder().time(TimeMode.EXPLICIT).start();
        SandboxedAws aws = SandboxedAws.of(sandbox);
        return new SandboxedRoute53(
                sandbox,
                aws,
                Stream.of("one", "two")
                        .map(name -> endpoint(sandbox, aws, name))
                        .toList());
    }

    private static AliasTarget endpoint(Sandbox sandbox, SandboxedAws aws, String name) {
        ServiceReference service = new ServiceReference(
                sandbox.aws().tenantService(name, Account.ACME.id(), "us-east-1", ZONES, new LoadBalancer(name), true),
                "us-east-1");
        sandbox.aws().allow(service.name(), "*");
        PlacementId placement = placement(sandbox, "us-east-1");
        ResourceNames names = new ResourceNames(TypedId.next("ins"), TenantId.next(), TypedId.next("con"), 1, 1);
        aws.provisioner().ensurePrincipal(placement, names);
        sandbox.aws().step();
        String id = done(aws.provisioner().ensureEndpoint(placement, names, service, ZONES))
                .id();
        sandbox.aws().accept(id);
        sandbox.aws().step();
        return done(aws.provisioner().readEndpoint(placement, names, id))
                .flatMap(endpoint -> endpoint.aliasTarget())
                .orElseThrow();
    }

    @Override
    public ZoneProvisioner zones() {
        return aws.zones();
    }

    @Override
    public PlacementId placement() {
        return placement(sandbox, "us-east-1");
    }

    @Override
    public PlacementId elsewhere() {
        return placement(sandbox, "eu-west-1");
    }

    private static PlacementId placement(Sandbox sandbox, String region) {
        return new PlacementId(
                region, Account.OPERATOR.id(), sandbox.aws().operatorVpc(region).id());
    }

    @Override
    public void settle() {
        sandbox.aws().step();
    }

    @Override
    public List<String> resolve(PlacementId placement, Hostname hostname) {
        return sandbox.aws().resolve(placement.vpc(), hostname.value());
    }

    @Override
    public int count(Hostname hostname) {
        return (int) named(hostname).count();
    }

    @Override
    public void foreignZone(PlacementId placement, Hostname hostname) {
        route53()
                .createHostedZone(request -> request.name(hostname.value())
                        .callerReference("by hand " + hostname)
                        .vpc(vpc -> vpc.vpcId(placement.vpc()).vpcRegion(placement.region())));
    }

    @Override
    public void deleteZone(Hostname hostname) {
        named(hostname).forEach(zone -> new ZoneRecords(aws.clients()).delete(placement(), zone.id(), hostname));
    }

    @Override
    public void addRecord(Hostname hostname) {
        named(hostname)
                .forEach(zone -> route53()
                        .changeResourceRecordSets(request -> request.hostedZoneId(zone.id())
                                .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.CREATE)
                                        .resourceRecordSet(records -> records.name("extra." + hostname)
                                                .type(RRType.TXT)
                                                .ttl(60L)
                                                .resourceRecords(
                                                        value -> value.value("\"one\""),
                                                        value -> value.value("\"two\"")))))));
    }

    @Override
    public void refuseAll(String awsErrorCode) {
        sandbox.aws().intercept((call, service) -> {
            throw AwsException.badRequest(awsErrorCode, "refused by the test");
        });
    }

    @Override
    public void refuseNothing() {
        sandbox.aws().intercept(CallInterceptor.NONE);
    }

    @Override
    public void close() {
        aws.close();
        sandbox.close();
    }

    private Route53Client route53() {
        return aws.clients().route53(placement());
    }

    private Stream<HostedZone> named(Hostname hostname) {
        return sandbox.aws().hostedZones().stream().filter(zone -> ZoneFinder.isNamed(zone.name(), hostname));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().toString());
        };
    }
}
