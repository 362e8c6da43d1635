package dev.postern.secrets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names a key: four bytes, by chance.
 *
 * @param value eight hexadecimal digits
 */
record KeyId(String value) {

    static final int BYTES = Integer.BYTES;

    /** Where {@code KmsEnvelopeAead} has it: after four bytes of length and Tink's own first byte. */
    private static final int OFFSET = 5;

    static KeyId of(int id) {
        return of(ByteBuffer.allocate(BYTES).putInt(id).array());
    }

    static KeyId of(byte[] id) {
        return new KeyId(HexFormat.of().formatHex(id));
    }

    /** The key that a secret was sealed with; what was never sealed names one that does not exist. */
    static KeyId sealing(byte[] ciphertext) {
        return ciphertext.length < OFFSET
                ? new KeyId("none")
                : of(Arrays.copyOfRange(ciphertext, OFFSET, OFFSET + BYTES));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
