package dev.postern.bastions;

import java.util.Arrays;

/**
 * Bytes that have arrived and were not taken yet, one after the other in one array, so that a peer that sends them one by
 * one does not make us hold more than their number. Empty, it holds next to nothing.
 */
final class Arrived {

    private static final int FIRST = 4 * 1024;
    private static final byte[] NONE = new byte[0];

    private byte[] array = NONE;
    private int length;

    /** @param array whose first {@code length} bytes count */
    @SuppressWarnings("ArrayRecordComponent") // handed from one to the other, and compared by nobody
    record Bytes(byte[] array, int length) {

        boolean isEmpty() {
            return length == 0;
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    void add(byte[] bytes, int offset, int count) {
        if (array.length - length < count) {
            array = Arrays.copyOf(array, Math.max(FIRST, Math.max(length + count, 2 * array.length)));
        }
        System.arraycopy(bytes, offset, array, length, count);
        length += count;
    }

    Bytes takeAll() {
        Bytes all = new Bytes(array, length);
        array = NONE;
        length = 0;
        return all;
    }
}
