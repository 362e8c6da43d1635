package dev.postern.sandbox.aws.kms;

import dev.postern.sandbox.aws.store.Store;

/** What the administrators of keys do, outside of AWS's API. */
public final class KeyAdministration {

    private final KmsKeys keys;
    private final Store store;

    KeyAdministration(KmsKeys keys, Store store) {
        this.keys = keys;
        this.store = store;
    }

    /**
     * Makes a key that its own account may use.
     *
     * @return its ARN
     */
    public String create(String accountId, String region) {
        return store.exclusively(() -> keys.create(accountId, region).arn());
    }

    /** Puts a key into another state: true if there is such a key. */
    public boolean change(String arn, KmsKey.State state) {
        return store.exclusively(() -> keys.change(arn, state));
    }
}
