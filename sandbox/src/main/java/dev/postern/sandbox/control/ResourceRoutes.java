package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.wire.AwsException;
import java.util.Map;

/** What somebody else does to roles and hosted zones. */
final class ResourceRoutes {

    private final AwsWorld world;

    private ResourceRoutes(AwsWorld world) {
        this.world = world;
    }

    static void addTo(ControlRoutes routes, AwsWorld world) {
        ResourceRoutes each = new ResourceRoutes(world);
        routes.add("POST", "/roles/{id}/delete", each::deleteRole)
                .add("POST", "/roles/{id}/untag", each::untagRole)
                .add("POST", "/hosted-zones/{id}/delete", each::deleteZone)
                .add("POST", "/vpcs/{id}/hosted-zones", each::createZone);
    }

    private Object deleteRole(ControlRequest request) {
        Role role = role(request);
        world.deleteRole(role.arn());
        return Map.of("deleted", role.arn());
    }

    private Object untagRole(ControlRequest request) {
        String arn = role(request).arn();
        world.untagRole(arn, request.read(EndpointRoutes.TagsBody.class).chosen());
        return Map.of("arn", arn, "tags", role(request).tags());
    }

    private Object deleteZone(ControlRequest request) {
        if (!world.deleteHostedZone(request.id())) {
            throw ControlException.notFound("there is no hosted zone " + request.id() + "; GET /state lists them");
        }
        return Map.of("deleted", request.id());
    }

    private Object createZone(ControlRequest request) {
        String name = request.text("name");
        try {
            return Map.of("id", world.createHostedZone(request.id(), name), "name", name);
        } catch (IllegalArgumentException e) {
            throw ControlException.notFound(e.getMessage() + "; GET /state lists them");
        } catch (AwsException e) {
            throw ControlException.conflict(e.text());
        }
    }

    private Role role(ControlRequest request) {
        return world.roles().stream()
                .filter(role -> role.name().equals(request.id()))
                .findFirst()
                .orElseThrow(() ->
                        ControlException.notFound("there is no role '" + request.id() + "'; GET /state lists them"));
    }
}
