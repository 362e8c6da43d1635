package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Kafka's framing: four bytes of length, then so many bytes. Reads no more than it is told to. */
final class Frames {

    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;

    private final DataInputStream in;
    private final OutputStream out;
    private final Rooms rooms;

    Frames(InputStream in, OutputStream out, Rooms rooms) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.rooms = rooms;
    }

    /** Where the memory for so many bytes comes from. */
    @FunctionalInterface
    interface Rooms {
        AnswerMemory.Room take(int size) throws ProbeFailed;
    }

    void write(ByteBuffer content) throws IOException {
        byte[] frame = new byte[Integer.BYTES + content.remaining()];
        ByteBuffer.wrap(frame).putInt(content.remaining()).put(content);
        out.write(frame);
        out.flush();
    }

    /**
     * Reads a frame, when there is memory for it, and drops it.
     *
     * @param limit bytes; a longer frame is not read at all
     * @param reader takes out of it what is kept
     */
    <T> T read(int limit, AnswerReader<ByteBuffer, T> reader) throws IOException, ProbeFailed {
        int size = in.readInt();
        if (size < Integer.BYTES || size > limit) {
            throw new ProbeFailed(ProbeFailure.PROTOCOL, notAFrame(size, limit));
        }
        try (AnswerMemory.Room room = rooms.take(size)) {
            // Grows with what arrives, not with what is announced.
            byte[] content = in.readNBytes(size);
            if (content.length < size) {
                throw new EOFException("in the middle of an answer");
            }
            return room.parse(() -> reader.read(ByteBuffer.wrap(content)));
        }
    }

    private static String notAFrame(int size, int limit) {
        byte[] first = ByteBuffer.allocate(Integer.BYTES).putInt(size).array();
        if ((first[0] == TLS_ALERT || first[0] == TLS_HANDSHAKE) && first[1] == 3) {
            return "What answers speaks TLS, which the cluster's security protocol does not ask for.";
        }
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.chars().allMatch(letter -> letter >= ' ' && letter < 127)) {
            return "What answers does not speak Kafka's protocol; it begins with \"%s\".".formatted(text);
        }
        return "What answers announces %d bytes, where at most %d can belong to the answer of a broker."
                .formatted(Integer.toUnsignedLong(size), limit);
    }
}
