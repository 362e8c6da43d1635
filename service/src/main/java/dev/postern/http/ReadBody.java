package dev.postern.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.FastByteArrayOutputStream;

/** A body that has come, all of it. */
final class ReadBody extends ServletInputStream {

    private final InputStream bytes;
    private int left;

    ReadBody(FastByteArrayOutputStream read) {
        this.bytes = read.getInputStream();
        this.left = read.size();
    }

    @Override
    public int read() throws IOException {
        int octet = bytes.read();
        left -= octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = bytes.read(buffer, offset, length);
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public boolean isFinished() {
        return left == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("bodies are read by the thread that needs them");
    }
}
