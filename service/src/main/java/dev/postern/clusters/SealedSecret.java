package dev.postern.clusters;

/** A secret as it is stored: of no use without {@link SecurityVault}. */
final class SealedSecret {

    private final byte[] ciphertext;

    SealedSecret(byte[] ciphertext) {
        this.ciphertext = ciphertext.clone();
    }

    byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
