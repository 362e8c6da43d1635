package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/** What can be done to load balancers. */
final class LoadBalancerRoutes {

    private static final int TWO = 2;

    private final AwsWorld world;

    private LoadBalancerRoutes(AwsWorld world) {
        this.world = world;
    }

    static void addTo(ControlRoutes routes, AwsWorld world) {
        LoadBalancerRoutes here = new LoadBalancerRoutes(world);
        here.add(routes, "listen", (balancer, request) -> balancer.listen(request.number("port"), target(request)));
        here.add(routes, "cross", (balancer, request) -> {
            List<Integer> ports = twoPorts(request);
            balancer.cross(ports.getFirst(), ports.getLast());
        });
        here.add(routes, "uncross", (balancer, request) -> balancer.uncross());
        here.add(routes, "mix", (balancer, request) -> {
            List<Integer> ports = twoPorts(request);
            balancer.mix(ports.getFirst(), ports.getLast());
        });
        here.add(
                routes,
                "misdirect",
                (balancer, request) -> balancer.misdirect(request.number("port"), target(request)));
        here.add(
                routes,
                "freeze",
                (balancer, request) -> balancer.freeze(request.number("port"), request.number("answerBytes")));
        here.add(
                routes,
                "health",
                (balancer, request) -> balancer.health(request.number("port"), request.truth("healthy")));
        here.add(routes, "cross-zone", (balancer, request) -> balancer.crossZone(request.truth("on")));
        here.add(routes, "mend", (balancer, request) -> balancer.mend());
    }

    private void add(ControlRoutes routes, String what, BiConsumer<LoadBalancer, ControlRequest> change) {
        routes.add("POST", "/load-balancers/{id}/" + what, request -> {
            LoadBalancer balancer = balancer(request.id());
            try {
                change.accept(balancer, request);
            } catch (NoSuchElementException | IllegalArgumentException | IllegalStateException e) {
                throw ControlException.badRequest(String.valueOf(e.getMessage()));
            }
            return view(balancer);
        });
    }

    private LoadBalancer balancer(String name) {
        return world.loadBalancer(name)
                .orElseThrow(() ->
                        ControlException.notFound("there is no load balancer '" + name + "'; GET /state lists them"));
    }

    private Object view(LoadBalancer loadBalancer) {
        return world.loadBalancers().stream()
                .filter(tenant -> tenant.loadBalancer() == loadBalancer)
                .map(StateView.BalancerView::of)
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> twoPorts(ControlRequest request) {
        List<Integer> ports = request.numbers("ports");
        if (ports.size() != TWO) {
            throw ControlException.badRequest("give exactly two ports: {\"ports\": [9001, 9002]}");
        }
        return ports;
    }

    private static Target target(ControlRequest request) {
        HostAndPort to = HostAndPort.parse(request.text("to"));
        return new Target(to.host(), to.port());
    }
}
