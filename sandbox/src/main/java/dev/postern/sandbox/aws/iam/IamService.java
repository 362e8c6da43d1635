package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.wire.Authority;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.Caller;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.Operations;
import dev.postern.sandbox.aws.wire.Xml;

/** IAM, global over all regions. Used with the world's lock held. */
public final class IamService implements AwsService, Authority {

    private final Roles roles;
    private final Operations operations = new Operations();

    public IamService(Dials dials, Transitions transitions, Store store) {
        this.roles = new Roles(store, transitions, dials);
        RoleOperations each = new RoleOperations(roles, dials);
        RolePolicyOperations policies = new RolePolicyOperations(roles);
        RoleTagOperations tags = new RoleTagOperations(roles);
        operations
                .add("CreateRole", each::create)
                .add("GetRole", each::get)
                .add("ListRoles", each::list)
                .add("DeleteRole", each::delete)
                .add("PutRolePolicy", policies::put)
                .add("GetRolePolicy", policies::get)
                .add("ListRolePolicies", policies::list)
                .add("DeleteRolePolicy", policies::delete)
                .add("TagRole", tags::tag)
                .add("UntagRole", tags::untag)
                .add("ListRoleTags", tags::list);
    }

    /** Takes up what was kept from an earlier run. */
    public void resume() {
        roles.resume();
    }

    public Roles roles() {
        return roles;
    }

    @Override
    public boolean allows(Caller caller, String permission) {
        return switch (caller) {
            case Caller.User user -> true;
            case Caller.RoleSession session -> roles.allows(session, permission);
        };
    }

    @Override
    public String signingName() {
        return "iam";
    }

    @Override
    public Dialect dialect() {
        return Dialect.IAM;
    }

    @Override
    public String actionOf(AwsRequest request) {
        return operations.named(request.form());
    }

    @Override
    public Xml handle(AwsCall call) {
        return operations.handle(call);
    }
}
