package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.aws.wire.XmlText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Idempotent requests ("Ensuring idempotency in Amazon EC2 API requests"): a token with the same parameters answers the
 * first result again, whatever has become of it since; with other parameters it is refused.
 */
final class ClientTokens {

    private static final int MAX_LENGTH = 64;

    private final Table<FirstResult> results;

    /** What a token was first used for. */
    record FirstResult(Map<String, String> parameters, String result) {}

    ClientTokens(Store store) {
        this.results = store.table("clientTokens", FirstResult.class);
    }

    /**
     * The first result of the call's client token; without a token, or with a new one, what the work answers.
     *
     * @throws AwsException {@code IdempotentParameterMismatch} for a token that was used with other parameters
     */
    Xml once(AwsCall call, Supplier<Xml> work) {
        String token = call.parameters().text("ClientToken").orElse("");
        if (token.isEmpty()) {
            return work.get();
        }
        if (token.length() > MAX_LENGTH) {
            throw Ec2Errors.invalidValue("ClientToken can have at most " + MAX_LENGTH + " characters");
        }
        String key = String.join("/", call.accountId(), call.region(), call.action(), token);
        Map<String, String> parameters = call.parameters().without("ClientToken", "DryRun", "Version");
        Optional<FirstResult> first = results.find(key);
        if (first.isPresent()) {
            return again(first.get(), parameters);
        }
        Xml result = work.get().with("clientToken", token);
        results.put(key, new FirstResult(parameters, XmlText.write(result, "")));
        return result;
    }

    private static Xml again(FirstResult first, Map<String, String> parameters) {
        if (!first.parameters().equals(parameters)) {
            throw AwsException.badRequest(
                    "IdempotentParameterMismatch",
                    "The client token was used before with other parameters; use a new one");
        }
        return XmlText.read(first.result());
    }
}
