package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code TagRole}, {@code UntagRole}, {@code ListRoleTags}. */
final class RoleTagOperations {

    private final Roles roles;

    RoleTagOperations(Roles roles) {
        this.roles = roles;
    }

    Xml tag(AwsCall call) {
        Role role = role(call);
        roles.put(
                role.tagged(Tags.union(role.tags(), Tags.read(call.parameters().structures("Tags")))));
        return Xml.element("result");
    }

    Xml untag(AwsCall call) {
        Role role = role(call);
        Map<String, String> rest = new TreeMap<>(role.tags());
        call.parameters().list("TagKeys").forEach(rest::remove);
        roles.put(role.tagged(rest));
        return Xml.element("result");
    }

    Xml list(AwsCall call) {
        Map<String, String> tags = role(call).tags();
        List<String> keys = tags.keySet().stream().sorted().toList();
        return IamPages.page(
                "Tags",
                call.parameters(),
                keys,
                key -> key,
                key -> Xml.element("member").with("Key", key).with("Value", tags.get(key)));
    }

    private Role role(AwsCall call) {
        return roles.get(call.accountId(), call.parameters().required("RoleName"));
    }
}
