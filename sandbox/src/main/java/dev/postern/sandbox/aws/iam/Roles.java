package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Caller;
import dev.postern.sandbox.aws.wire.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The roles of all accounts, and what their sessions may do. Used with the world's lock held. */
public final class Roles {

    private static final int NOT_FOUND = 404;
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private final Table<Role> table;
    private final Transitions transitions;
    private final Dials dials;

    Roles(Store store, Transitions transitions, Dials dials) {
        this.table = store.table("roles", Role.class);
        this.transitions = transitions;
        this.dials = dials;
    }

    public List<Role> list() {
        return table.list();
    }

    Stream<Role> of(String accountId) {
        return table.stream().filter(role -> role.accountId().equals(accountId));
    }

    Optional<Role> find(String accountId, String name) {
        return table.find(key(accountId, name));
    }

    /**
     * @throws AwsException {@code NoSuchEntity} if there is none
     */
    Role get(String accountId, String name) {
        return find(accountId, name)
                .orElseThrow(() -> new AwsException(
                        NOT_FOUND, "NoSuchEntity", "The role with name " + name + " cannot be found."));
    }

    Optional<Role> findByArn(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches()
                ? find(matcher.group(1), matcher.group(2))
                        .filter(role -> role.arn().equals(arn))
                : Optional.empty();
    }

    /** Removes a role as somebody else in its account may: whatever is attached to it. True if there was one. */
    public boolean removeByArn(String arn) {
        Optional<Role> role = findByArn(arn);
        role.ifPresent(this::remove);
        return role.isPresent();
    }

    /** Removes a role's tags: those with these keys, or all if there are none. True if there is such a role. */
    public boolean untag(String arn, Collection<String> keys) {
        Optional<Role> found = findByArn(arn);
        found.ifPresent(role -> put(role.tagged(Tags.without(role.tags(), keys))));
        return found.isPresent();
    }

    /** A role has been made; it can be assumed after a while. */
    void begin(Role role) {
        put(role);
        goOn(role);
    }

    /**
     * Adds a role that can be assumed at once by whom the policy trusts, whatever the quota says.
     *
     * @param trustPolicy as JSON
     */
    public void add(String accountId, String name, String trustPolicy, Map<String, String> tags, Instant at) {
        String id = Ids.capitals("AROA", Role.ID_LENGTH);
        put(new Role(accountId, name, "/", id, trustPolicy, null, Role.SESSION_SECONDS, tags, Map.of(), true, at));
    }

    void resume() {
        list().forEach(this::goOn);
    }

    void put(Role role) {
        table.put(key(role.accountId(), role.name()), role);
    }

    void remove(Role role) {
        table.remove(key(role.accountId(), role.name()));
    }

    /** What the inline policies of the session's role, as they are now, say. */
    boolean allows(Caller.RoleSession session, String permission) {
        List<PolicyDocument> policies = find(session.accountId(), session.roleName())
                .filter(role -> role.id().equals(session.roleId()))
                .map(role -> role.policies().values().stream()
                        .map(PolicyDocument::parse)
                        .toList())
                .orElse(List.of());
        return policies.stream().anyMatch(policy -> policy.allows(permission))
                && policies.stream().noneMatch(policy -> policy.denies(permission));
    }

    private void goOn(Role role) {
        if (!role.usable()) {
            transitions.plan(
                    dials.delays().roleUsable(),
                    () -> find(role.accountId(), role.name())
                            .filter(found -> found.id().equals(role.id()))
                            .ifPresent(found -> put(found.nowUsable())));
        }
    }

    private static String key(String accountId, String name) {
        return accountId + "/" + name;
    }
}
