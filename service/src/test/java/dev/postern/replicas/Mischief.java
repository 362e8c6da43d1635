package dev.postern.replicas;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.ec2.EndpointState;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.setting.Account;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What goes wrong with AWS, and what somebody else in the operator's account does there. */
final class Mischief {

    private static final int LOST_IN_A_ROW = 3;

    private final AwsWorld aws;
    private final ServiceOwners owners;
    private final Predicate<String> known;
    private final Storm storm;
    private final Random random;
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /**
     * @param known whether the database holds an endpoint of that id as an available one
     */
    Mischief(AwsWorld aws, ServiceOwners owners, Predicate<String> known, Storm storm, Random random) {
        this.aws = aws;
        this.owners = owners;
        this.known = known;
        this.storm = storm;
        this.random = random;
    }

    /** Answers take their time, so that a replica that is killed is often in the middle of a call. */
    void slowDown() {
        for (String action : List.of(
                "CreateVpcEndpoint", "DeleteVpcEndpoints", "CreateRole", "DeleteRole", "ChangeResourceRecordSets")) {
            aws.faults()
                    .add(Fault.delay(Duration.ofMillis(400))
                            .of(action)
                            .afterEffect()
                            .share(0.5, random.nextLong()));
            aws.faults().add(Fault.delay(Duration.ofMillis(400)).of(action).share(0.25, random.nextLong()));
        }
    }

    /** One thing. */
    void act() {
        switch (random.nextInt(8)) {
            case 0 -> deleteAnEndpoint();
            case 1 -> deleteARole();
            case 2 -> untagAnEndpoint();
            case 3 -> throttle();
            case 4 -> aws.faults().add(Fault.loseAnswer().of("Create*").times(LOST_IN_A_ROW));
            case 5 -> aws.faults().add(Fault.loseAnswer().of("Delete*").times(LOST_IN_A_ROW));
            case 6 -> deleteAZone();
            default -> aws.faults().add(Fault.hang().of("ec2:*").once());
        }
    }

    private void deleteAnEndpoint() {
        List<VpcEndpoint> endpoints = endpoints();
        if (!endpoints.isEmpty()) {
            String id = endpoints.get(random.nextInt(endpoints.size())).id();
            deleted.add(id);
            aws.delete(id);
        }
    }

    /** The endpoints that were deleted behind Postern's back, or would have been. */
    Set<String> deletedEndpoints() {
        return Set.copyOf(deleted);
    }

    private void deleteARole() {
        List<Role> roles = aws.roles().stream()
                .filter(role -> role.name().startsWith("postern-"))
                .toList();
        if (!roles.isEmpty()) {
            aws.deleteRole(roles.get(random.nextInt(roles.size())).arn());
        }
    }

    private void deleteAZone() {
        List<HostedZone> zones = aws.hostedZones().stream()
                .filter(zone -> zone.callerReference().startsWith("postern."))
                .toList();
        if (!zones.isEmpty()) {
            aws.deleteHostedZone(zones.get(random.nextInt(zones.size())).id());
        }
    }

    /** Of one that Postern knows, and does not give up for another: without tags none but its id tells of it. */
    private void untagAnEndpoint() {
        endpoints().stream()
                .filter(endpoint -> owners.is(endpoint.serviceName(), Attitude.ACCEPTS_UNASKED))
                .map(VpcEndpoint::id)
                .filter(known)
                .findFirst()
                .ifPresent(aws::untag);
    }

    private void throttle() {
        String fault = aws.faults().add(Fault.throttle().share(0.7, random.nextLong()));
        storm.rages(Duration.ofMillis(random.nextInt(500, 3000)));
        aws.faults().remove(fault);
    }

    private List<VpcEndpoint> endpoints() {
        return aws.endpoints().stream()
                .filter(endpoint -> endpoint.accountId().equals(Account.OPERATOR.id()))
                .filter(endpoint ->
                        endpoint.state() != EndpointState.DELETING && endpoint.state() != EndpointState.DELETED)
                .toList();
    }
}
