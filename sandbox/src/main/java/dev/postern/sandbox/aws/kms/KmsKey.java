package dev.postern.sandbox.aws.kms;

/**
 * A symmetric key.
 *
 * @param material 32 bytes as base 64; no call shows it
 */
public record KmsKey(String arn, String accountId, String region, State state, String material) {

    /** What a key's state allows ("Key states of AWS KMS keys"): only an enabled one is of use. */
    public enum State {
        ENABLED,
        DISABLED,
        PENDING_DELETION
    }

    /** The last part of the ARN. */
    public String id() {
        return arn.substring(arn.indexOf('/') + 1);
    }

    KmsKey in(State wanted) {
        return new KmsKey(arn, accountId, region, wanted, material);
    }

    @Override
    public String toString() {
        return arn + " " + state;
    }
}
