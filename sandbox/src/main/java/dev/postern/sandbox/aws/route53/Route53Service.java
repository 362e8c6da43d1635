package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Route 53, which tells actions apart by method and path. Used with the world's lock held. */
public final class Route53Service implements AwsService {

    private static final int NOT_FOUND = 404;
    private static final String VERSION = "/2013-04-01/";

    private final Zones zones;
    private final Changes changes;
    private final ZoneOperations operations;
    private final List<Route> routes = new ArrayList<>();

    /** An action; the work gets the id that the path has in the place of the group. */
    private record Route(String action, String method, Pattern path, BiFunction<AwsCall, String, Xml> work) {
        boolean fits(AwsRequest request) {
            return method.equals(request.method())
                    && path.matcher(request.path()).matches();
        }

        Xml handle(AwsCall call) {
            Matcher matcher = path.matcher(call.request().path());
            boolean hasId = matcher.matches() && matcher.groupCount() == 1;
            return work.apply(call, hasId ? matcher.group(1) : "");
        }
    }

    /**
     * @param aliasTargetExists asked whether AWS has a name, in canonical form, in one of its own hosted zones
     */
    public Route53Service(
            Setting setting,
            Dials dials,
            Transitions transitions,
            Store store,
            BiPredicate<String, String> aliasTargetExists) {
        this.zones = new Zones(store);
        this.changes = new Changes(store, transitions, dials);
        this.operations = new ZoneOperations(setting, dials, zones, changes);
        ZoneLists lists = new ZoneLists(zones);
        RecordOperations records = new RecordOperations(zones, changes, aliasTargetExists);
        add("CreateHostedZone", "POST", "hostedzone", (call, none) -> operations.create(call));
        add("ListHostedZones", "GET", "hostedzone", (call, none) -> lists.list(call));
        add("ListHostedZonesByName", "GET", "hostedzonesbyname", (call, none) -> lists.listByName(call));
        add("ListHostedZonesByVPC", "GET", "hostedzonesbyvpc", (call, none) -> lists.listByVpc(call));
        add("GetHostedZone", "GET", "hostedzone/([^/]+)", operations::get);
        add("DeleteHostedZone", "DELETE", "hostedzone/([^/]+)", operations::delete);
        add("ChangeResourceRecordSets", "POST", "hostedzone/([^/]+)/rrset/?", records::change);
        add("ListResourceRecordSets", "GET", "hostedzone/([^/]+)/rrset", records::list);
        ZoneTags tags = new ZoneTags(zones);
        add("ChangeTagsForResource", "POST", "tags/hostedzone/([^/]+)", tags::change);
        add("ListTagsForResource", "GET", "tags/hostedzone/([^/]+)", tags::list);
        add("ListTagsForResources", "POST", "tags/hostedzone", (call, none) -> tags.listMany(call));
        add("GetChange", "GET", "change/([^/]+)", (call, id) -> changes.get(id));
    }

    /** Takes up what was kept from an earlier run. */
    public void resume() {
        changes.resume();
    }

    public Zones zones() {
        return zones;
    }

    /**
     * Makes a private zone that the VPC resolves through, without the API.
     *
     * @throws AwsException {@code ConflictingDomainExists}
     */
    public HostedZone createZone(Vpc vpc, String name) {
        return operations.create(vpc, name);
    }

    /** Adds a private zone without looking at what there is, for zones by the thousand. */
    public HostedZone addZone(Vpc vpc, String name, String callerReference) {
        return operations.add(vpc, name, callerReference);
    }

    @Override
    public String signingName() {
        return "route53";
    }

    @Override
    public Dialect dialect() {
        return Dialect.ROUTE_53;
    }

    @Override
    public String actionOf(AwsRequest request) {
        return route(request).action();
    }

    @Override
    public Xml handle(AwsCall call) {
        return route(call.request()).handle(call);
    }

    private Route route(AwsRequest request) {
        return routes.stream()
                .filter(route -> route.fits(request))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        NOT_FOUND,
                        "UnknownOperationException",
                        "The sandbox has no " + request.method() + " " + request.path()));
    }

    private void add(String action, String method, String path, BiFunction<AwsCall, String, Xml> work) {
        routes.add(new Route(action, method, Pattern.compile(VERSION + path), work));
    }
}
