package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What becomes of a VPC endpoint without Postern's doing. */
final class EndpointRoutes {

    private final AwsWorld world;

    private EndpointRoutes(AwsWorld world) {
        this.world = world;
    }

    /**
     * Tags to remove.
     *
     * @param keys all if it is left out
     */
    record TagsBody(@Nullable List<String> keys) {
        List<String> chosen() {
            return keys == null ? List.of() : keys;
        }
    }

    static void addTo(ControlRoutes routes, AwsWorld world) {
        EndpointRoutes each = new EndpointRoutes(world);
        routes.add("POST", "/vpc-endpoints/{id}/accept", request -> each.change(request, "accepted", world::accept))
                .add("POST", "/vpc-endpoints/{id}/reject", request -> each.change(request, "rejected", world::reject))
                .add("POST", "/vpc-endpoints/{id}/expire", request -> each.change(request, "expired", world::expire))
                .add("POST", "/vpc-endpoints/{id}/delete", request -> each.change(request, "deleted", world::delete))
                .add("POST", "/vpc-endpoints/{id}/fail", each::fail)
                .add("POST", "/vpc-endpoints/{id}/untag", each::untag)
                .add("POST", "/vpc-endpoints/{id}/state", each::showState)
                .add("DELETE", "/vpc-endpoints/{id}/state", each::showTrueState)
                .add("POST", "/vpc-endpoints/{id}/names", each::showNames);
    }

    private Object fail(ControlRequest request) {
        String reason = request.text("reason");
        return change(request, "failed", id -> world.fail(id, reason));
    }

    private Object change(ControlRequest request, String done, Predicate<String> change) {
        VpcEndpoint endpoint = endpoint(request);
        if (!change.test(endpoint.id())) {
            throw ControlException.conflict("the endpoint cannot be " + done + " now, it is "
                    + endpoint.state().wireName());
        }
        return view(request);
    }

    private Object untag(ControlRequest request) {
        VpcEndpoint endpoint = endpoint(request);
        world.untag(endpoint.id(), request.read(TagsBody.class).chosen());
        return Map.of("id", endpoint.id(), "tags", endpoint(request).tags());
    }

    private Object showState(ControlRequest request) {
        world.showState(endpoint(request).id(), request.text("state"));
        return view(request);
    }

    /**
     * Where an endpoint's names are to lead.
     *
     * @param names at least one
     */
    record NamesBody(@Nullable List<String> names) {}

    private Object showNames(ControlRequest request) {
        List<String> names = request.read(NamesBody.class).names();
        if (names == null || names.isEmpty()) {
            throw ControlException.badRequest("'names' is missing; it looks like [\"10.0.0.1\"]");
        }
        world.showNames(endpoint(request).id(), names);
        return view(request);
    }

    private Object showTrueState(ControlRequest request) {
        world.showTrueState(endpoint(request).id());
        return view(request);
    }

    private Object view(ControlRequest request) {
        return Map.of(
                "id",
                request.id(),
                "state",
                world.endpoint(request.id()).map(world::shownState).orElse("gone"));
    }

    private VpcEndpoint endpoint(ControlRequest request) {
        return world.endpoint(request.id())
                .orElseThrow(() ->
                        ControlException.notFound("there is no endpoint " + request.id() + "; GET /state lists them"));
    }
}
