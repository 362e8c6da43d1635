package dev.postern.sandbox.aws.kms;

import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** KMS: {@code Encrypt} and {@code Decrypt} in the JSON 1.1 protocol. Used with the world's lock held. */
public final class KmsService implements AwsService {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "TrentService.";
    private static final Set<String> ACTIONS = Set.of("Encrypt", "Decrypt");
    private static final int MOST_PLAINTEXT = 4_096;
    private static final int MOST_CIPHERTEXT = 6_144;

    private final KmsKeys keys;
    private final KeyAdministration administration;
    private final KmsCipher cipher = new KmsCipher();

    public KmsService(Store store) {
        this.keys = new KmsKeys(store);
        this.administration = new KeyAdministration(keys, store);
    }

    public KeyAdministration administration() {
        return administration;
    }

    @Override
    public String signingName() {
        return "kms";
    }

    @Override
    public Dialect dialect() {
        return Dialect.KMS;
    }

    @Override
    public String actionOf(AwsRequest request) {
        String target = request.header("x-amz-target").orElse("");
        String action = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
        if (!ACTIONS.contains(action)) {
            throw AwsException.badRequest(
                    "UnknownOperationException", "The action '" + target + "' is not one that the sandbox has");
        }
        return action;
    }

    @Override
    public Xml handle(AwsCall call) {
        JsonNode body = body(call);
        return call.action().equals("Encrypt") ? encrypt(call, body) : decrypt(call, body);
    }

    private Xml encrypt(AwsCall call, JsonNode body) {
        KmsKey key = keys.usable(text(body, "KeyId"), call);
        byte[] ciphertext = cipher.encrypt(key, blob(body, "Plaintext", MOST_PLAINTEXT), context(body));
        return result(key).with("CiphertextBlob", Base64.getEncoder().encodeToString(ciphertext));
    }

    private Xml decrypt(AwsCall call, JsonNode body) {
        byte[] ciphertext = blob(body, "CiphertextBlob", MOST_CIPHERTEXT);
        KmsKey key = keys.usable(KmsCipher.keyOf(ciphertext), call);
        String wanted = body.path("KeyId").asString("");
        if (!wanted.isEmpty() && !wanted.equals(key.arn()) && !wanted.equals(key.id())) {
            throw AwsException.badRequest(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        byte[] plaintext = KmsCipher.decrypt(key, ciphertext, context(body));
        return result(key).with("Plaintext", Base64.getEncoder().encodeToString(plaintext));
    }

    private static Xml result(KmsKey key) {
        return Xml.element("result").with("KeyId", key.arn()).with("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private static JsonNode body(AwsCall call) {
        try {
            return JSON.readTree(call.request().body());
        } catch (JacksonException malformed) {
            throw AwsException.badRequest("SerializationException", "The body is not JSON");
        }
    }

    private static String text(JsonNode body, String name) {
        String text = body.path(name).asString("");
        if (text.isEmpty()) {
            throw AwsException.badRequest("ValidationException", "Value at '" + name + "' must not be null");
        }
        return text;
    }

    private static byte[] blob(JsonNode body, String name, int most) {
        try {
            byte[] blob = Base64.getDecoder().decode(text(body, name));
            if (blob.length <= most) {
                return blob;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for a blob that is too long
        }
        throw AwsException.badRequest(
                "ValidationException", "Value at '%s' must be base 64 of at most %d bytes".formatted(name, most));
    }

    /** Two contexts are equal if they have the same pairs, in whatever order. */
    private static String context(JsonNode body) {
        Map<String, String> pairs = new TreeMap<>();
        body.path("EncryptionContext")
                .properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asString("")));
        return JSON.writeValueAsString(pairs);
    }
}
