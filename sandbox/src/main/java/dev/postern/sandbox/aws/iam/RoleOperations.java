package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code CreateRole}, {@code GetRole}, {@code ListRoles}, {@code DeleteRole}. */
final class RoleOperations {

    private static final int CONFLICT = 409;
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");

    private final Roles roles;
    private final Dials dials;

    RoleOperations(Roles roles, Dials dials) {
        this.roles = roles;
        this.dials = dials;
    }

    Xml create(AwsCall call) {
        QueryParameters parameters = call.parameters();
        String name = checked(NAME, parameters.required("RoleName"), "RoleName");
        String path = checked(PATH, parameters.text("Path").orElse("/"), "Path");
        String trustPolicy = parameters.required("AssumeRolePolicyDocument");
        PolicyDocument.parse(trustPolicy);
        if (roles.find(call.accountId(), name).isPresent()) {
            throw new AwsException(CONFLICT, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        int quota = dials.quotas().rolesPerAccount();
        if (roles.of(call.accountId()).count() >= quota) {
            throw new AwsException(CONFLICT, "LimitExceeded", "Cannot exceed quota for RolesPerAccount: " + quota);
        }
        Role role = new Role(
                call.accountId(),
                name,
                path,
                Ids.capitals("AROA", Role.ID_LENGTH),
                trustPolicy,
                parameters.text("Description").orElse(null),
                parameters.number("MaxSessionDuration").orElse(Role.SESSION_SECONDS),
                Tags.union(Map.of(), Tags.read(parameters.structures("Tags"))),
                Map.of(),
                false,
                call.at());
        roles.begin(role);
        return Xml.element("result").with(write(role, true));
    }

    Xml get(AwsCall call) {
        Role role = roles.get(call.accountId(), call.parameters().required("RoleName"));
        return Xml.element("result").with(write(role, true));
    }

    /** Without tags, as in AWS. */
    Xml list(AwsCall call) {
        String prefix = call.parameters().text("PathPrefix").orElse("/");
        List<Role> matching = roles.of(call.accountId())
                .filter(role -> role.path().startsWith(prefix))
                .toList();
        return IamPages.page("Roles", call.parameters(), matching, Role::name, role -> write(role, false));
    }

    Xml delete(AwsCall call) {
        Role role = roles.get(call.accountId(), call.parameters().required("RoleName"));
        if (!role.policies().isEmpty()) {
            throw new AwsException(CONFLICT, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        roles.remove(role);
        return Xml.element("result");
    }

    private static Xml write(Role role, boolean withTags) {
        Xml xml = Xml.element("Role")
                .with("Path", role.path())
                .with("RoleName", role.name())
                .with("RoleId", role.id())
                .with("Arn", role.arn())
                .with("CreateDate", role.createdAt())
                .with("AssumeRolePolicyDocument", encode(role.trustPolicy()))
                .with("Description", role.description())
                .with("MaxSessionDuration", role.maxSessionSeconds());
        return withTags && !role.tags().isEmpty()
                ? xml.with(Xml.list("Tags", "member", Tags.write(role.tags(), "Key", "Value")))
                : xml;
    }

    /** IAM answers policies URL-encoded. */
    static String encode(String policy) {
        return URLEncoder.encode(policy, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String checked(Pattern pattern, String value, String parameter) {
        if (!pattern.matcher(value).matches()) {
            throw AwsException.badRequest(
                    "ValidationError", "The specified value for " + parameter + " is invalid: '" + value + "'");
        }
        return value;
    }
}
