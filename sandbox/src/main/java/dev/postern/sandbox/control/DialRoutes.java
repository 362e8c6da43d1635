package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;

/** How long things take in AWS, and how much of everything there may be. */
final class DialRoutes {

    private final AwsWorld world;

    private DialRoutes(AwsWorld world) {
        this.world = world;
    }

    static void addTo(ControlRoutes routes, AwsWorld world) {
        DialRoutes each = new DialRoutes(world);
        routes.add("GET", "/delays", request -> DelaysBody.of(world.delays()))
                .add("POST", "/delays", each::setDelays)
                .add("GET", "/quotas", request -> QuotasBody.of(world.quotas()))
                .add("POST", "/quotas", each::setQuotas);
    }

    private Object setDelays(ControlRequest request) {
        try {
            world.delays(request.read(DelaysBody.class).over(world.delays()));
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
        return DelaysBody.of(world.delays());
    }

    private Object setQuotas(ControlRequest request) {
        try {
            world.quotas(request.read(QuotasBody.class).over(world.quotas()));
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
        return QuotasBody.of(world.quotas());
    }
}
