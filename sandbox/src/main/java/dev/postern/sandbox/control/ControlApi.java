package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.kafka.Brokers;
import dev.postern.sandbox.ssh.Bastions;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What the control API does; answers are texts, or written as JSON. */
final class ControlApi {

    private final AwsWorld world;
    private final ControlRoutes routes = new ControlRoutes();

    ControlApi(AwsWorld world, @Nullable Brokers brokers, Bastions bastions) {
        this.world = world;
        EndpointRoutes.addTo(routes, world);
        ResourceRoutes.addTo(routes, world);
        FaultRoutes.addTo(routes, world.faults());
        DialRoutes.addTo(routes, world);
        LoadBalancerRoutes.addTo(routes, world);
        BrokerRoutes.addTo(routes, brokers);
        BastionRoutes.addTo(routes, bastions);
        routes.add("GET", "/", request -> Help.TEXT)
                .add("GET", "/state", request -> StateView.of(world))
                .add("GET", "/calls", this::calls)
                .add("GET", "/vpcs/{id}/resolve", this::resolve)
                .add("POST", "/services/{id}/allow", this::allow)
                .add("POST", "/services/{id}/regions", this::supportRegions)
                .add("POST", "/time/step", request -> Map.of("transitions", world.step()));
    }

    ControlRoutes routes() {
        return routes;
    }

    private Object calls(ControlRequest request) {
        String action = request.query().text("action").orElse("");
        List<CallLog.Entry> entries = world.calls().after(number(request, "after")).stream()
                .filter(entry -> action.isEmpty() || entry.action().equals(action))
                .toList();
        return Map.of("total", world.calls().total(), "calls", entries);
    }

    private static int number(ControlRequest request, String parameter) {
        try {
            return request.query().number(parameter).orElse(0);
        } catch (AwsException e) {
            throw ControlException.badRequest("?" + parameter + "= must be a number");
        }
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

    private Object supportRegions(ControlRequest request) {
        List<String> regions = request.texts("regions");
        try {
            world.supportRegions(request.id(), regions);
        } catch (NoSuchElementException e) {
            throw ControlException.notFound(e.getMessage() + "; GET /state lists them");
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
        return Map.of("service", request.id(), "supportsAlso", regions);
    }
}
