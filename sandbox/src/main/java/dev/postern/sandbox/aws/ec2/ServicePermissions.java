package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ModifyVpcEndpointServicePermissions} and {@code DescribeVpcEndpointServicePermissions}. Removing a principal
 * does not touch the endpoints that it has made.
 */
final class ServicePermissions {

    /** {@code *}, or a root, user or role without path components. */
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|arn:aws:iam::\\d{12}:(root|(user|role)/[\\w+=,.@-]+)");

    private final ServiceConfigurations configurations;
    private final EndpointServices services;

    ServicePermissions(ServiceConfigurations configurations, EndpointServices services) {
        this.configurations = configurations;
        this.services = services;
    }

    Xml modify(AwsCall call) {
        QueryParameters parameters = call.parameters();
        EndpointService service = configurations.owned(call, parameters.required("ServiceId"));
        List<String> added = parameters.list("AddAllowedPrincipals");
        EndpointService changed = changed(service, added, parameters.list("RemoveAllowedPrincipals"));
        services.put(changed);
        return Xml.element("result")
                .with(Xml.items("addedPrincipalSet", added.stream().map(principal -> write(changed, principal))))
                .with("return", true);
    }

    Xml describe(AwsCall call) {
        EndpointService service = configurations.owned(call, call.parameters().required("ServiceId"));
        Filters filters = Filters.of(call.parameters());
        List<String> matching = service.allowedPrincipals().keySet().stream()
                .filter(principal -> filters.match(name -> attribute(principal, name)))
                .sorted()
                .toList();
        Page<String> page = Ec2Pages.page(call.parameters(), matching, principal -> principal);
        return Xml.element("result")
                .with(Xml.items("allowedPrincipals", page.stream().map(principal -> write(service, principal))))
                .with("nextToken", page.nextToken());
    }

    /**
     * The service with other allowed principals.
     *
     * @throws AwsException {@code InvalidPrincipal} if one of the added is none
     */
    static EndpointService changed(EndpointService service, List<String> added, List<String> removed) {
        Map<String, String> principals = new TreeMap<>(service.allowedPrincipals());
        for (String principal : added) {
            if (!PRINCIPAL.matcher(principal).matches()) {
                throw AwsException.badRequest("InvalidPrincipal", "Invalid principal: '" + principal + "'");
            }
            principals.putIfAbsent(principal, Ids.random("vpce-svc-perm-"));
        }
        removed.forEach(principals::remove);
        return service.allowing(principals);
    }

    private static Xml write(EndpointService service, String principal) {
        return Xml.element("item")
                .with("principalType", type(principal))
                .with("principal", principal)
                .with("servicePermissionId", service.allowedPrincipals().get(principal))
                .with("serviceId", service.id());
    }

    private static String type(String principal) {
        if (principal.equals("*")) {
            return "All";
        }
        if (principal.endsWith(":root")) {
            return "Account";
        }
        return principal.contains(":role/") ? "Role" : "User";
    }

    private static @Nullable Stream<String> attribute(String principal, String name) {
        return switch (name) {
            case "principal" -> Stream.of(principal);
            case "principal-type" -> Stream.of(type(principal));
            default -> null;
        };
    }
}
