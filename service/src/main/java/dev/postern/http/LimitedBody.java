package dev.postern.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;

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

    /** The body is not one that anybody waits for. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean slow;

        private Refused(boolean slow, String rule) {
            super(rule);
            this.slow = slow;
        }

        /** Whether it takes too long; otherwise it is too large. */
        boolean slow() {
            return slow;
        }

        static @org.jspecify.annotations.Nullable Refused among(Throwable thrown) {
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

    private void refuse() throws Refused {
        if (left < 0) {
            throw new Refused(false, "The body has more than %d bytes, which no request needs.".formatted(mostBytes));
        }
        if (overdue()) {
            throw new Refused(true, "The body did not arrive within %d seconds.".formatted(limit.toSeconds()));
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
