package dev.postern.sandbox.kafka;

/**
 * A certificate and its private key, as PEM.
 *
 * @param certificateChain the certificate, then the authority that issued it
 * @param privateKey unencrypted PKCS#8
 */
public record PemKeyPair(String certificateChain, String privateKey) {
    @Override
    public String toString() {
        return "PemKeyPair[***]";
    }
}
