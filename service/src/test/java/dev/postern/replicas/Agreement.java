package dev.postern.replicas;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.ec2.EndpointState;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.setting.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what tenants want, what the database says and what there is in AWS. */
final class Agreement {

    private final Wishes wishes;
    private final ServiceOwners owners;
    private final Rows rows;
    private final AwsWorld aws;

    Agreement(Wishes wishes, ServiceOwners owners, Rows rows, AwsWorld aws) {
        this.wishes = wishes;
        this.owners = owners;
        this.rows = rows;
        this.aws = aws;
    }

    /** Every difference, as a sentence; empty if all agree. */
    List<String> differences() {
        List<Rows.Row> connections = rows.connections();
        return Stream.of(unfulfilled(connections), inEndpoints(connections), inRoles(connections), inZones(connections))
                .flatMap(List::stream)
                .toList();
    }

    /** Phase and reason in which a connection has to end. */
    String end(Wish wish) {
        if (wish.deleted()) {
            return "DELETED/REQUESTED";
        }
        String service = wish.service();
        return service == null
                ? "ACTION_REQUIRED/SERVICE_NAME_NEEDED"
                : owners.of(service).orElseThrow().end();
    }

    private List<String> unfulfilled(List<Rows.Row> connections) {
        Map<String, Rows.Row> byId = connections.stream().collect(Collectors.toMap(Rows.Row::id, Function.identity()));
        List<String> differences = new ArrayList<>();
        Set<String> unasked = new HashSet<>(byId.keySet());
        for (Wish wish : wishes.all()) {
            Rows.Row row = byId.get(wish.id());
            unasked.remove(wish.id());
            if (row == null) {
                differences.add("%s is wanted, but is not there".formatted(wish));
            } else if (!row.state().equals(end(wish)) || !row.name().equals(wish.name())) {
                differences.add("%s should be %s, but is %s".formatted(wish, end(wish), row));
            }
        }
        unasked.forEach(id -> differences.add("nobody has asked for " + id));
        return differences;
    }

    private List<String> inEndpoints(List<Rows.Row> connections) {
        List<VpcEndpoint> there = aws.endpoints().stream()
                .filter(endpoint -> endpoint.accountId().equals(Account.OPERATOR.id()))
                .filter(endpoint ->
                        endpoint.state() != EndpointState.DELETING && endpoint.state() != EndpointState.DELETED)
                .toList();
        Map<String, String> owner = connections.stream()
                .filter(row -> row.endpoint() != null)
                .collect(Collectors.toMap(Rows.Row::endpoint, Rows.Row::id));
        List<String> differences = new ArrayList<>(
                difference("endpoint", there.stream().map(VpcEndpoint::id).toList(), owner.keySet()));
        there.stream()
                .filter(endpoint -> owner.containsKey(endpoint.id()))
                .filter(endpoint ->
                        !owner.get(endpoint.id()).equals(endpoint.tags().get("postern:connection")))
                .forEach(endpoint -> differences.add("endpoint %s does not carry the tag of its connection: %s"
                        .formatted(endpoint.id(), endpoint.tags())));
        return differences;
    }

    /** Every connection that lives has one, from its first step on. */
    private List<String> inRoles(List<Rows.Row> connections) {
        String prefix = "postern-%s-".formatted(ulid(rows.installation()));
        return difference(
                "role",
                aws.roles().stream()
                        .map(Role::name)
                        .filter(name -> name.startsWith(prefix))
                        .toList(),
                connections.stream()
                        .filter(row -> !row.deleted())
                        .map(row -> prefix + ulid(row.id()))
                        .collect(Collectors.toSet()));
    }

    private List<String> inZones(List<Rows.Row> connections) {
        List<Rows.Row> ready = connections.stream()
                .filter(row -> row.hostname() != null && row.state().equals(Attitude.ACCEPTS.end()))
                .toList();
        Set<String> wanted = connections.stream()
                .map(Rows.Row::zone)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<String> there = aws.hostedZones().stream()
                .filter(zone -> zone.callerReference().startsWith("postern."))
                .map(HostedZone::id)
                .toList();
        Stream<String> astray = ready.stream()
                .filter(row -> !resolves(row))
                .map(row -> "%s does not lead to %s but to %s, of %s"
                        .formatted(row.hostname(), row.regionalName(), resolved(row), row));
        return Stream.concat(difference("zone", there, wanted).stream(), astray).toList();
    }

    private boolean resolves(Rows.Row row) {
        return resolved(row).equals(List.of(Objects.requireNonNull(row.regionalName())));
    }

    private List<String> resolved(Rows.Row row) {
        String vpc = aws.operatorVpc("us-east-1").id();
        return aws.resolve(vpc, Objects.requireNonNull(row.hostname()));
    }

    private static List<String> difference(String kind, List<String> inAws, Set<String> inDatabase) {
        Set<String> leftOver = new TreeSet<>(inAws);
        leftOver.removeAll(inDatabase);
        Set<String> missing = new TreeSet<>(inDatabase);
        inAws.forEach(missing::remove);
        return Stream.concat(
                        leftOver.stream().map(name -> "%s %s is left over in AWS".formatted(kind, name)),
                        missing.stream().map(name -> "%s %s is missing in AWS".formatted(kind, name)))
                .toList();
    }

    private static String ulid(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
