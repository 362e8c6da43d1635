package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.kafka.Brokers;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the control API does; answers are texts, or written as JSON. */
final class ControlApi {

    private final AwsWorld world;
    private final ControlRoutes routes = new ControlRoutes();

    ControlApi(AwsWorld world, @Nullable Brokers brokers) {
        this.world = world;
        routes.add("GET", "/", request -> Help.TEXT)
                .add("GET", "/state", request -> StateView.of(world))
                .add("GET", "/calls", this::calls)
                .add("GET", "/vpcs/{id}/resolve", this::resolve)
                .add("POST", "/vpc-endpoints/{id}/accept", request -> change(request, "accepted", world::accept))
                .add("POST", "/vpc-endpoints/{id}/reject", request -> change(request, "rejected", world::reject))
                .add("POST", "/vpc-endpoints/{id}/expire", request -> change(request, "expired", world::expire))
                .add("POST", "/vpc-endpoints/{id}/delete", request -> change(request, "deleted", world::delete))
                .add("POST", "/services/{id}/allow", this::allow)
                .add("POST", "/time/step", request -> Map.of("transitions", world.step()));
        LoadBalancerRoutes.add(routes, world);
        BrokerRoutes.add(routes, brokers);
    }

    ControlRoutes routes() {
        return routes;
    }

    private Object calls(ControlRequest request) {
        List<CallLog.Entry> entries =
                request.query().text("action").map(world.calls()::entries).orElseGet(world.calls()::entries);
        return Map.of("total", world.calls().total(), "calls", entries);
    }

    private Object resolve(ControlRequest request) {
        String name = request.query()
                .text("name")
                .orElseThrow(() -> ControlException.badRequest("add ?name=NAME to the path"));
        if (world.setting().findVpc(request.id()).isEmpty()) {
            throw ControlException.notFound("there is no VPC " + request.id());
        }
        return Map.of("name", name, "addresses", world.resolve(request.id(), name));
    }

    private Object change(ControlRequest request, String done, Predicate<String> change) {
        String id = request.id();
        if (world.endpoint(id).isEmpty()) {
            throw ControlException.notFound("there is no endpoint " + id + "; GET /state lists them");
        }
        if (!change.test(id)) {
            throw ControlException.conflict("the endpoint cannot be " + done + " now, it is " + stateOf(id));
        }
        return Map.of("id", id, "state", stateOf(id));
    }

    private String stateOf(String endpointId) {
        return world.endpoint(endpointId)
                .map(endpoint -> endpoint.state().wireName())
                .orElse("gone");
    }

    private Object allow(ControlRequest request) {
        String principal = request.text("principal");
        try {
            world.allow(request.id(), principal);
        } catch (NoSuchElementException e) {
            throw ControlException.notFound(e.getMessage() + "; GET /state lists them");
        } catch (AwsException e) {
            throw ControlException.badRequest(
                    e.text() + ": give an ARN without path components, such as arn:aws:iam::111111111111:role/name");
        }
        return Map.of("service", request.id(), "allowed", principal);
    }
}
