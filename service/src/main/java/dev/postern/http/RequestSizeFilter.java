package dev.postern.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads no more of a body than any request of ours can need, whether it says its length or not: what JSON becomes in
 * memory is many times as large as its text, and one caller's is everybody's memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestSizeFilter extends OncePerRequestFilter {

    /** The largest request is a cluster with all its routes and certificates: less than half of this. */
    static final int MOST_BYTES = 1 << 20;

    private final Counter refused;

    RequestSizeFilter(MeterRegistry meters) {
        this.refused = meters.counter("postern.refusals", "limit", "body");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request, refused), response);
    }

    /** The body has more than {@link #MOST_BYTES} bytes. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a body has at most %d bytes".formatted(MOST_BYTES));
        }

        static boolean isAmong(Throwable thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof TooLarge) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final Counter refused;

        Limited(HttpServletRequest request, Counter refused) {
            super(request);
            this.refused = refused;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), getContentLengthLong(), refused);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final Counter refused;
        private long left;
        private boolean counted;

        LimitedStream(ServletInputStream body, long announced, Counter refused) {
            this.body = body;
            this.refused = refused;
            this.left = announced > MOST_BYTES ? -1 : MOST_BYTES;
        }

        @Override
        public int read() throws IOException {
            refuseIfTooLarge();
            int octet = body.read();
            if (octet >= 0) {
                left--;
            }
            refuseIfTooLarge();
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            refuseIfTooLarge();
            int count = body.read(buffer, offset, length);
            left -= Math.max(0, count);
            refuseIfTooLarge();
            return count;
        }

        private void refuseIfTooLarge() throws TooLarge {
            if (left < 0) {
                if (!counted) {
                    counted = true;
                    refused.increment();
                }
                throw new TooLarge();
            }
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
}
