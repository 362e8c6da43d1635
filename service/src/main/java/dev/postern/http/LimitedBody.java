package dev.postern.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;

/** A request's body, as far as anybody waits for it: so many bytes, and so long. A single read has Tomcat's time-out. */
final class LimitedBody extends ServletInputStream {

    private final ServletInputStream body;
    private final long mostBytes;
    private final Duration limit;
    private final long begun = System.nanoTime();
    private long left;

    /**
     * @param announced the length that the request says, -1 if it does not
     */
    LimitedBody(ServletInputStream body, long announced, long mostBytes, Duration limit) {
        this.body = body;
        this.mostBytes = mostBytes;
        this.limit = limit;
        this.left = announced > mostBytes ? -1 : mostBytes;
    }

    /** What is wrong with a body. */
    enum Why {
        LARGE,
        SLOW,
        /** Itself nothing, but there are too many others. */
        CROWDED
    }

    /** The body is not one that anybody waits for. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final Why why;

        private Refused(Why why, String rule) {
            super(rule);
            this.why = why;
        }

        Why why() {
            return why;
        }

        static @Nullable Refused among(Throwable thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused refused) {
                    return refused;
                }
            }
            return null;
        }
    }

    @Override
    public int read() throws IOException {
        refuse();
        int octet = body.read();
        if (octet >= 0) {
            left--;
        }
        refuse();
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        refuse();
        int count = body.read(buffer, offset, length);
        left -= Math.max(0, count);
        refuse();
        return count;
    }

    /**
     * All of it, for as long as the share has room for it.
     *
     * @throws Refused also if there is no room
     */
    FastByteArrayOutputStream readAll(BodyBudget.Share share) throws IOException {
        FastByteArrayOutputStream read = new FastByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = read(buffer, 0, buffer.length); count >= 0; count = read(buffer, 0, buffer.length)) {
            if (!share.holds((long) read.size() + count)) {
                throw new Refused(
                        Why.CROWDED,
                        "Requests of several megabytes in all are being read already. Send fewer at once, or smaller ones.");
            }
            read.write(buffer, 0, count);
        }
        return read;
    }

    private void refuse() throws Refused {
        if (left < 0) {
            throw new Refused(
                    Why.LARGE, "The body has more than %d bytes, which no such request needs.".formatted(mostBytes));
        }
        if (overdue()) {
            throw new Refused(Why.SLOW, "The body did not arrive within %d seconds.".formatted(limit.toSeconds()));
        }
    }

    /** Whether it was refused for its length, or would be. */
    boolean tooLarge() {
        return left < 0;
    }

    private boolean overdue() {
        return System.nanoTime() - begun > limit.toNanos();
    }

    /**
     * Takes what nobody has read, so that the connection can serve the next request.
     *
     * @return whether the body came to its end in time, and was no longer than {@code most} bytes
     */
    boolean drain(long most) {
        byte[] buffer = new byte[8192];
        long taken = 0;
        try {
            while (!overdue() && taken <= most) {
                int count = body.read(buffer, 0, buffer.length);
                if (count < 0) {
                    return true;
                }
                taken += count;
            }
        } catch (IOException gone) {
            return false;
        }
        return false;
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
