package dev.postern.privatelink;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Principal;
import dev.postern.connections.spi.PrincipalPage;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.privatelink.Refusals.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The IAM roles that are connections' principals. */
@Component
class PrincipalRoles {

    private static final int PAGE = 1_000;
    private static final String SESSION_OF_ROLE = ":assumed-role/";

    private final AwsClients clients;
    private final ConfiguredPlacements placements;
    private final PrincipalSessions sessions;
    private volatile @Nullable String own;

    PrincipalRoles(AwsClients clients, ConfiguredPlacements placements, PrincipalSessions sessions) {
        this.clients = clients;
        this.placements = placements;
        this.sessions = sessions;
    }

    Outcome<Principal> ensure(PlacementId placement, ResourceNames names) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            IamClient iam = clients.iam(placement);
            Optional<Role> present = find(iam, names.roleName());
            String arn = present.isPresent() ? present.get().arn() : make(iam, operatorArn(placement), names);
            if (present.isPresent() && !tags(present.get()).containsKey(ResourceNames.CONNECTION_TAG)) {
                iam.tagRole(tagging -> tagging.roleName(names.roleName()).tags(tags(names)));
            }
            iam.putRolePolicy(policy -> policy.roleName(names.roleName())
                    .policyName(RolePolicies.NAME)
                    .policyDocument(RolePolicies.permissions()));
            return new Outcome.Done<>(new Principal(arn, effective(placement, names), present.isEmpty()));
        });
    }

    private static String make(IamClient iam, String operator, ResourceNames names) {
        try {
            return iam.createRole(role -> role.roleName(names.roleName())
                            .path("/")
                            .description("Principal of a connection of Postern")
                            .assumeRolePolicyDocument(RolePolicies.trust(operator, names))
                            .tags(tags(names)))
                    .role()
                    .arn();
        } catch (EntityAlreadyExistsException madeMeanwhile) {
            return roleArn(iam, names.roleName());
        }
    }

    private static String roleArn(IamClient iam, String name) {
        return iam.getRole(role -> role.roleName(name)).role().arn();
    }

    /** Asks with a new session: one that is kept may be of a role of the same name that is gone. */
    private boolean effective(PlacementId placement, ResourceNames names) {
        sessions.forget(placement, names);
        try {
            sessions.of(placement, names);
            return true;
        } catch (SdkException error) {
            return switch (Refusals.of(error, Caller.CONNECTION).cause()) {
                case NOT_YET_EFFECTIVE -> false;
                case SERVICE_NOT_VISIBLE,
                        ZONE_NOT_SUPPORTED,
                        THROTTLED,
                        UNAVAILABLE,
                        QUOTA,
                        GENERATION_USED,
                        DENIED,
                        UNKNOWN -> throw error;
            };
        }
    }

    Outcome<Removal> delete(PlacementId placement, ResourceNames names) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            sessions.forget(placement, names);
            IamClient iam = clients.iam(placement);
            Optional<Role> present = find(iam, names.roleName());
            if (present.isEmpty()) {
                return new Outcome.Done<>(Removal.GONE);
            }
            if (!ours(present.get(), names)) {
                return new Outcome.Refused<>(new Refusal(
                        Cause.DENIED, null, "role %s carries the tags of something else".formatted(names.roleName())));
            }
            try {
                iam.deleteRolePolicy(policy -> policy.roleName(names.roleName()).policyName(RolePolicies.NAME));
            } catch (NoSuchEntityException gone) {
                // neither does the role's deletion mind
            }
            try {
                iam.deleteRole(role -> role.roleName(names.roleName()));
            } catch (NoSuchEntityException gone) {
                // that is what was wanted
            }
            return new Outcome.Done<>(Removal.GONE);
        });
    }

    /** By their names, for a list of IAM shows no tags. */
    Outcome<PrincipalPage> list(PlacementId placement, String installation, @Nullable String nextToken) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            ListRolesResponse page = clients.patientIam(placement)
                    .listRoles(request -> request.maxItems(PAGE).marker(nextToken));
            return new Outcome.Done<>(new PrincipalPage(
                    page.roles().stream()
                            .map(role -> ResourceNames.connectionOfRole(installation, role.roleName()))
                            .flatMap(Optional::stream)
                            .toList(),
                    Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null));
        });
    }

    private static Optional<Role> find(IamClient iam, String name) {
        try {
            return Optional.of(iam.getRole(role -> role.roleName(name)).role());
        } catch (NoSuchEntityException missing) {
            return Optional.empty();
        }
    }

    /** The name says whose it is, unless tags say otherwise; somebody may have taken them off. */
    private static boolean ours(Role role, ResourceNames names) {
        Map<String, String> tags = tags(role);
        return names.installation().equals(tags.getOrDefault(ResourceNames.INSTALLATION_TAG, names.installation()))
                && names.connection().equals(tags.getOrDefault(ResourceNames.CONNECTION_TAG, names.connection()));
    }

    private static Map<String, String> tags(Role role) {
        return role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** Whom the roles trust: the operator's role, not the session of it that we happen to run in. */
    private String operatorArn(PlacementId placement) {
        String configured = placements.roleArn(placement).orElse(own);
        if (configured == null) {
            configured = identify(placement);
            own = configured;
        }
        return configured;
    }

    private String identify(PlacementId placement) {
        String arn = clients.operatorArn(placement);
        int session = arn.indexOf(SESSION_OF_ROLE);
        if (session < 0) {
            return arn;
        }
        // A session's ARN leaves out the path of its role, which the role's own ARN has.
        String role = arn.substring(session + SESSION_OF_ROLE.length()).split("/", -1)[0];
        return roleArn(clients.iam(placement), role);
    }

    private static List<Tag> tags(ResourceNames names) {
        return names.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
