package dev.postern.secrets;

/** A key as the table {@code secret_key} holds it. */
final class WrappedKey {

    private final KeyId id;
    private final KeyPurpose purpose;
    private final KeyState state;
    private final byte[] wrapped;
    private final String wrappedBy;

    WrappedKey(KeyId id, KeyPurpose purpose, KeyState state, byte[] wrapped, String wrappedBy) {
        this.id = id;
        this.purpose = purpose;
        this.state = state;
        this.wrapped = wrapped.clone();
        this.wrappedBy = wrappedBy;
    }

    KeyId id() {
        return id;
    }

    KeyPurpose purpose() {
        return purpose;
    }

    KeyState state() {
        return state;
    }

    byte[] wrapped() {
        return wrapped.clone();
    }

    /** The name of the key that encrypted it. */
    String wrappedBy() {
        return wrappedBy;
    }

    @Override
    public String toString() {
        return "%s key %s (%s)".formatted(purpose, id, state);
    }
}
