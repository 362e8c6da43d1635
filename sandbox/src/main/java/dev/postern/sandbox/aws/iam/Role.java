package dev.postern.sandbox.aws.iam;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role.
 *
 * @param path {@code /}, or begins and ends with it
 * @param trustPolicy who may assume it, as JSON
 * @param policies inline policies as JSON, by name
 * @param usable false for some time after its creation, when assuming it is still denied
 */
public record Role(
        String accountId,
        String name,
        String path,
        String id,
        String trustPolicy,
        @Nullable String description,
        int maxSessionSeconds,
        Map<String, String> tags,
        Map<String, String> policies,
        boolean usable,
        Instant createdAt) {

    /** How many characters follow the prefix of an id. */
    static final int ID_LENGTH = 17;

    /** How long a session may be if nothing is said. */
    static final int SESSION_SECONDS = 3_600;

    public Role {
        tags = Map.copyOf(tags);
        policies = Map.copyOf(policies);
    }

    public String arn() {
        return "arn:aws:iam::" + accountId + ":role" + path + name;
    }

    Role tagged(Map<String, String> newTags) {
        return new Role(
                accountId,
                name,
                path,
                id,
                trustPolicy,
                description,
                maxSessionSeconds,
                newTags,
                policies,
                usable,
                createdAt);
    }

    Role withPolicies(Map<String, String> newPolicies) {
        return new Role(
                accountId,
                name,
                path,
                id,
                trustPolicy,
                description,
                maxSessionSeconds,
                tags,
                newPolicies,
                usable,
                createdAt);
    }

    Role nowUsable() {
        return new Role(
                accountId,
                name,
                path,
                id,
                trustPolicy,
                description,
                maxSessionSeconds,
                tags,
                policies,
                true,
                createdAt);
    }
}
