package dev.postern.connections.spi;

import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.ProvisionedEndpoint.Failure;
import dev.postern.connections.spi.ProvisionedEndpoint.Name;
import dev.postern.connections.spi.Refusal.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The port without AWS. Nothing moves but by {@link #settle()}; every call is counted, and can be refused or interrupted. */
public final class InMemoryProvisioner implements EndpointProvisioner {

    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Made> endpoints = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int ids;
    private @Nullable Refusal refusal;
    private Runnable meanwhile = () -> {};

    private static final class Role {
        private final String arn;
        private boolean effective;
        private boolean listed = true;

        private Role(String arn) {
            this.arn = arn;
        }
    }

    private record Service(List<String> zones, Set<String> allowed) {}

    private static final class Made {
        private final String id;
        private final ResourceNames names;
        private final ServiceReference leadsTo;
        private final List<String> zones;
        private String state = "pendingAcceptance";
        private boolean tagged = true;
        private boolean visible = true;
        private @Nullable Failure failure;

        private Made(String id, ResourceNames names, ServiceReference leadsTo, List<String> zones) {
            this.id = id;
            this.names = names;
            this.leadsTo = leadsTo;
            this.zones = zones;
        }
    }

    // The outside world

    public synchronized ServiceReference service(List<String> zones) {
        String name = "com.amazonaws.vpce.us-east-1.vpce-svc-%017x".formatted(++ids);
        services.put(name, new Service(List.copyOf(zones), new HashSet<>()));
        return new ServiceReference(name, "us-east-1");
    }

    public synchronized void allow(ServiceReference service, String principal) {
        Objects.requireNonNull(services.get(service.name())).allowed().add(principal);
    }

    /** Any state in any spelling, also such as AWS has not got. */
    public synchronized void setState(String endpointId, String state) {
        made(endpointId).state = state;
    }

    public synchronized void fail(String endpointId, String reason) {
        setState(endpointId, "failed");
        made(endpointId).failure = new Failure("InternalError", reason);
    }

    /** As if there had never been such an endpoint. */
    public synchronized void forget(String endpointId) {
        endpoints.remove(endpointId);
    }

    /** As AWS has it. */
    public synchronized String state(String endpointId) {
        return made(endpointId).state;
    }

    /** Somebody takes off all its tags. */
    public synchronized void untag(String endpointId) {
        made(endpointId).tagged = false;
    }

    /** AWS does not tell of it until {@link #settle()}, as may be right after its creation. */
    public synchronized void hide(String endpointId) {
        made(endpointId).visible = false;
    }

    /** Lists do not show the role yet, until {@link #settle()}. */
    public synchronized void hideRole(String roleName) {
        Objects.requireNonNull(roles.get(roleName)).listed = false;
    }

    /** Somebody deletes the role. */
    public synchronized void forgetRole(String roleName) {
        roles.remove(roleName);
    }

    public synchronized void settle() {
        endpoints.values().forEach(made -> made.visible = true);
        roles.values().forEach(role -> {
            role.effective = true;
            role.listed = true;
        });
        for (Made made : List.copyOf(endpoints.values())) {
            switch (made.state) {
                case "pending" -> made.state = "available";
                case "deleting" -> made.state = "deleted";
                case "deleted" -> endpoints.remove(made.id);
                default -> {}
            }
        }
    }

    public synchronized void refuseAll(Refusal with) {
        refusal = with;
    }

    public synchronized void refuseNothing() {
        refusal = null;
    }

    /** Runs once, within the next call: something that happens while AWS is asked. */
    public synchronized void meanwhile(Runnable event) {
        meanwhile = event;
    }

    /** The names of the operations called so far, in order; forgets them. */
    public synchronized List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    public synchronized List<String> endpointIds() {
        return List.copyOf(endpoints.keySet());
    }

    public synchronized List<String> roleNames() {
        return List.copyOf(roles.keySet());
    }

    // The port

    @Override
    public synchronized Outcome<Principal> ensurePrincipal(PlacementId placement, ResourceNames names) {
        return call("ensurePrincipal", () -> {
            boolean made = !roles.containsKey(names.roleName());
            Role role = roles.computeIfAbsent(
                    names.roleName(), name -> new Role("arn:aws:iam::%s:role/%s".formatted(placement.account(), name)));
            return done(new Principal(role.arn, role.effective, made));
        });
    }

    @Override
    public synchronized Outcome<DiscoveredService> discoverService(
            PlacementId placement, ResourceNames names, ServiceReference service) {
        return call(
                "discoverService",
                () -> asPrincipal(names, service, found -> done(new DiscoveredService(found.zones(), true))));
    }

    @Override
    public synchronized Outcome<ProvisionedEndpoint> ensureEndpoint(
            PlacementId placement, ResourceNames names, ServiceReference service, List<String> zones) {
        return call("ensureEndpoint", () -> {
            of(names)
                    .filter(made -> made.names.generation() < names.generation())
                    .forEach(made -> made.state = made.state.equals("deleted") ? "deleted" : "deleting");
            List<Made> present = of(names)
                    .filter(made -> made.names.generation() >= names.generation())
                    .toList();
            return present.isEmpty()
                    ? asPrincipal(names, service, found -> make(names, service, found, zones))
                    : adopt(names, service, present);
        });
    }

    private static Outcome<ProvisionedEndpoint> adopt(
            ResourceNames names, ServiceReference service, List<Made> present) {
        return present.stream()
                .filter(made -> made.names.generation() == names.generation() && made.leadsTo.equals(service))
                .findFirst()
                .map(made -> done(describe(made)))
                .orElseGet(() -> refused(Cause.GENERATION_USED, null));
    }

    private Outcome<ProvisionedEndpoint> make(
            ResourceNames names, ServiceReference reference, Service service, List<String> zones) {
        if (!service.zones().containsAll(zones)) {
            return refused(Cause.ZONE_NOT_SUPPORTED, "InvalidParameter");
        }
        Made made = new Made("vpce-%017x".formatted(++ids), names, reference, zones);
        endpoints.put(made.id, made);
        return done(describe(made));
    }

    @Override
    public synchronized Outcome<Optional<ProvisionedEndpoint>> readEndpoint(
            PlacementId placement, ResourceNames names, String endpointId) {
        return call(
                "readEndpoint",
                () -> done(Optional.ofNullable(endpoints.get(endpointId))
                        .filter(made -> made.visible)
                        .map(InMemoryProvisioner::describe)));
    }

    @Override
    public synchronized Outcome<ProvisionedEndpoint> tagEndpoint(
            PlacementId placement, ResourceNames names, ProvisionedEndpoint endpoint) {
        return call("tagEndpoint", () -> {
            Made made = made(endpoint.id());
            made.tagged = true;
            return done(describe(made));
        });
    }

    @Override
    public synchronized Outcome<EndpointPage> listEndpoints(
            PlacementId placement, String installation, @Nullable String nextToken) {
        return call("listEndpoints", () -> {
            List<Listed> all = endpoints.values().stream()
                    .filter(made -> made.tagged && made.visible)
                    .filter(made -> made.names.installation().equals(installation))
                    .map(made -> new Listed(made.id, made.state, made.names.tags()))
                    .toList();
            return done(new EndpointPage(all, null));
        });
    }

    @Override
    public synchronized Outcome<Removal> deleteEndpoint(
            PlacementId placement, ResourceNames names, @Nullable String known) {
        return call("deleteEndpoint", () -> {
            List<Made> left = endpoints.values().stream()
                    .filter(made -> made.visible && (made.id.equals(known) || (made.tagged && belongs(made, names))))
                    .filter(made -> !made.state.equals("deleted"))
                    .toList();
            left.forEach(made -> made.state = "deleting");
            return done(left.isEmpty() ? Removal.GONE : Removal.UNDER_WAY);
        });
    }

    @Override
    public synchronized Outcome<Removal> deleteEndpoints(PlacementId placement, Collection<String> endpointIds) {
        return call("deleteEndpoints", () -> {
            endpoints.values().stream()
                    .filter(made -> made.visible && endpointIds.contains(made.id))
                    .filter(made -> !made.state.equals("deleted"))
                    .forEach(made -> made.state = "deleting");
            return done(Removal.UNDER_WAY);
        });
    }

    @Override
    public synchronized Outcome<PrincipalPage> listPrincipals(
            PlacementId placement, String installation, @Nullable String nextToken) {
        return call(
                "listPrincipals",
                () -> done(new PrincipalPage(
                        roles.entrySet().stream()
                                .filter(role -> role.getValue().listed)
                                .map(Map.Entry::getKey)
                                .map(name -> ResourceNames.connectionOfRole(installation, name))
                                .flatMap(Optional::stream)
                                .toList(),
                        null)));
    }

    @Override
    public synchronized Outcome<Removal> deletePrincipal(PlacementId placement, ResourceNames names) {
        return call("deletePrincipal", () -> {
            roles.remove(names.roleName());
            return done(Removal.GONE);
        });
    }

    private interface Answer<T> {
        Outcome<T> give();
    }

    private interface Use<T> {
        Outcome<T> of(Service service);
    }

    private <T> Outcome<T> call(String operation, Answer<T> answer) {
        calls.add(operation);
        if (refusal != null) {
            return new Outcome.Refused<>(refusal);
        }
        Outcome<T> given = answer.give();
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        return given;
    }

    private <T> Outcome<T> asPrincipal(ResourceNames names, ServiceReference reference, Use<T> use) {
        Role role = roles.get(names.roleName());
        if (role == null || !role.effective) {
            return refused(Cause.NOT_YET_EFFECTIVE, "AccessDenied");
        }
        Service service = services.get(reference.name());
        if (service == null
                || (!service.allowed().contains(role.arn) && !service.allowed().contains("*"))) {
            return refused(Cause.SERVICE_NOT_VISIBLE, "InvalidServiceName");
        }
        return use.of(service);
    }

    private Stream<Made> of(ResourceNames names) {
        return List.copyOf(endpoints.values()).stream()
                .filter(made -> made.tagged && made.visible)
                .filter(made -> belongs(made, names));
    }

    private static boolean belongs(Made made, ResourceNames names) {
        return made.names.installation().equals(names.installation())
                && made.names.connection().equals(names.connection());
    }

    private Made made(String endpointId) {
        return Objects.requireNonNull(endpoints.get(endpointId));
    }

    private static ProvisionedEndpoint describe(Made made) {
        List<Name> names = new ArrayList<>();
        if (made.state.equalsIgnoreCase("available")) {
            names.add(new Name(made.id + ".vpce.test", null, "ZVPCE"));
            made.zones.forEach(zone -> names.add(new Name(made.id + "-" + zone + ".vpce.test", zone, "ZVPCE")));
        }
        return new ProvisionedEndpoint(made.id, made.state, names, made.failure, made.tagged);
    }

    private static <T> Outcome<T> done(T value) {
        return new Outcome.Done<>(value);
    }

    private static <T> Outcome<T> refused(Cause cause, @Nullable String code) {
        return new Outcome.Refused<>(new Refusal(cause, code, String.valueOf(code)));
    }
}
