package dev.postern.foundation;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Keys that others show us. Nothing is verified with numbers that somebody has chosen so that it takes long. */
public final class PublicKeys {

    /** Of the modulus, in bits: old authorities have such. */
    public static final int MAX_RSA_BITS = 8192;

    private static final int MAX_RSA_EXPONENT_BITS = 64;

    private PublicKeys() {}

    /** Whether it is of a kind and a size that TLS and SSH are used with. */
    public static boolean usual(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                within(rsa.getModulus(), MAX_RSA_BITS) && within(rsa.getPublicExponent(), MAX_RSA_EXPONENT_BITS);
            case ECPublicKey ec -> true;
            case EdECPublicKey ed -> true;
            default -> false;
        };
    }

    private static boolean within(BigInteger number, int bits) {
        return number.signum() > 0 && number.bitLength() <= bits;
    }
}
