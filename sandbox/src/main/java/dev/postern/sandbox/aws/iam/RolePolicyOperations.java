package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code PutRolePolicy}, {@code GetRolePolicy}, {@code ListRolePolicies}, {@code DeleteRolePolicy}. */
final class RolePolicyOperations {

    private static final int NOT_FOUND = 404;

    private final Roles roles;

    RolePolicyOperations(Roles roles) {
        this.roles = roles;
    }

    Xml put(AwsCall call) {
        QueryParameters parameters = call.parameters();
        Role role = role(call);
        String document = parameters.required("PolicyDocument");
        PolicyDocument.parse(document);
        Map<String, String> policies = new TreeMap<>(role.policies());
        policies.put(parameters.required("PolicyName"), document);
        roles.put(role.withPolicies(policies));
        return Xml.element("result");
    }

    Xml get(AwsCall call) {
        Role role = role(call);
        String name = call.parameters().required("PolicyName");
        return Xml.element("result")
                .with("RoleName", role.name())
                .with("PolicyName", name)
                .with("PolicyDocument", RoleOperations.encode(policy(role, name)));
    }

    Xml list(AwsCall call) {
        List<String> names = role(call).policies().keySet().stream().sorted().toList();
        return IamPages.page(
                "PolicyNames", call.parameters(), names, name -> name, name -> Xml.element("member", name));
    }

    Xml delete(AwsCall call) {
        Role role = role(call);
        String name = call.parameters().required("PolicyName");
        policy(role, name);
        Map<String, String> policies = new TreeMap<>(role.policies());
        policies.remove(name);
        roles.put(role.withPolicies(policies));
        return Xml.element("result");
    }

    private Role role(AwsCall call) {
        return roles.get(call.accountId(), call.parameters().required("RoleName"));
    }

    private static String policy(Role role, String name) {
        String policy = role.policies().get(name);
        if (policy == null) {
            throw new AwsException(
                    NOT_FOUND, "NoSuchEntity", "The role policy with name " + name + " cannot be found.");
        }
        return policy;
    }
}
