package dev.postern.sandbox.aws.kms;

import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** All keys. Used with the world's lock held. */
final class KmsKeys {

    private static final int KEY_BYTES = 32;

    private final Table<KmsKey> table;
    private final SecureRandom random = new SecureRandom();

    KmsKeys(Store store) {
        this.table = store.table("kms-keys", KmsKey.class);
    }

    /** Makes a key as {@code CreateKey} does, with the key policy that lets its own account use it. */
    KmsKey create(String accountId, String region) {
        byte[] material = new byte[KEY_BYTES];
        random.nextBytes(material);
        String arn = "arn:aws:kms:%s:%s:key/%s".formatted(region, accountId, UUID.randomUUID());
        KmsKey key = new KmsKey(
                arn,
                accountId,
                region,
                KmsKey.State.ENABLED,
                Base64.getEncoder().encodeToString(material));
        table.put(arn, key);
        return key;
    }

    /** As the key's administrator: true if there is such a key. */
    boolean change(String arn, KmsKey.State state) {
        Optional<KmsKey> key = table.find(arn);
        key.ifPresent(found -> table.put(arn, found.in(state)));
        return key.isPresent();
    }

    /**
     * The key that a call names, by its ARN or, in the caller's own account, its id.
     *
     * @throws AwsException {@code NotFoundException}, {@code AccessDeniedException}, {@code DisabledException} or {@code
     *     KMSInvalidStateException}
     */
    KmsKey usable(String name, AwsCall call) {
        String arn = name.startsWith("arn:")
                ? name
                : "arn:aws:kms:%s:%s:key/%s".formatted(call.region(), call.accountId(), name);
        KmsKey key = table.find(arn)
                .filter(found -> found.region().equals(call.region()))
                .orElseThrow(
                        () -> AwsException.badRequest("NotFoundException", "Key '%s' does not exist".formatted(arn)));
        if (!key.accountId().equals(call.accountId())) {
            throw call.dialect().unauthorized(call.caller(), call.permission());
        }
        return switch (key.state()) {
            case ENABLED -> key;
            case DISABLED -> throw AwsException.badRequest("DisabledException", arn + " is disabled.");
            case PENDING_DELETION ->
                throw AwsException.badRequest("KMSInvalidStateException", arn + " is pending deletion.");
        };
    }
}
