package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A policy in JSON ("IAM JSON policy elements reference"), as far as the sandbox looks at it. */
final class PolicyDocument {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> statements;

    private PolicyDocument(List<JsonNode> statements) {
        this.statements = statements;
    }

    /**
     * @throws AwsException {@code MalformedPolicyDocument} if it is not JSON with statements that have an effect and an
     *     action
     */
    static PolicyDocument parse(String document) {
        try {
            List<JsonNode> statements =
                    oneOrMany(JSON.readTree(document).path("Statement")).toList();
            boolean complete = statements.stream()
                    .allMatch(statement ->
                            statement.has("Effect") && (statement.has("Action") || statement.has("NotAction")));
            if (statements.isEmpty() || !complete) {
                throw malformed("Syntax errors in policy.");
            }
            return new PolicyDocument(statements);
        } catch (JacksonException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    /** As an identity policy: true if a statement allows the action. */
    boolean allows(String permission) {
        return statements("Allow").anyMatch(statement -> names(statement, permission));
    }

    /** As an identity policy: true if a statement denies the action. */
    boolean denies(String permission) {
        return statements("Deny").anyMatch(statement -> names(statement, permission));
    }

    /** As a trust policy: true if the caller, who gives this external id, may assume the role. */
    boolean trusts(Caller caller, Optional<String> externalId) {
        return statements("Allow")
                .filter(statement -> names(statement, "sts:AssumeRole"))
                .filter(statement -> namesPrincipal(statement, caller))
                .anyMatch(statement -> wantsExternalId(statement, externalId));
    }

    private Stream<JsonNode> statements(String effect) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asString("").equals(effect));
    }

    private static boolean names(JsonNode statement, String permission) {
        return texts(statement.path("Action")).anyMatch(action -> matches(action, permission));
    }

    private static boolean namesPrincipal(JsonNode statement, Caller caller) {
        JsonNode principal = statement.path("Principal");
        Stream<String> named = principal.isObject() ? texts(principal.path("AWS")) : texts(principal);
        List<String> callerNames = List.of(
                "*",
                caller.accountId(),
                "arn:aws:iam::" + caller.accountId() + ":root",
                caller.principalArn(),
                caller.arn());
        return named.anyMatch(callerNames::contains);
    }

    private static boolean wantsExternalId(JsonNode statement, Optional<String> externalId) {
        JsonNode wanted = statement.path("Condition").path("StringEquals").path("sts:ExternalId");
        return wanted.isMissingNode()
                || externalId
                        .filter(given -> texts(wanted).anyMatch(given::equals))
                        .isPresent();
    }

    /** Action names are compared without regard to case; {@code *} stands for anything. */
    private static boolean matches(String pattern, String permission) {
        String regex = Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .reduce((left, right) -> left + ".*" + right)
                .orElse("");
        return permission.toLowerCase(Locale.ROOT).matches(regex);
    }

    private static Stream<String> texts(JsonNode node) {
        return oneOrMany(node).map(value -> value.asString(""));
    }

    private static Stream<JsonNode> oneOrMany(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static AwsException malformed(String message) {
        return AwsException.badRequest("MalformedPolicyDocument", message);
    }
}
