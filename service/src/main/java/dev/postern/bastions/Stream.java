package dev.postern.bastions;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries what a client and a broker say to each other, in both directions, until both have finished or one breaks off. */
final class Stream {

    private static final int READ = 32 * 1024;

    private final Socket client;
    private final ForwardedChannel channel;
    private final TunnelMetrics metrics;
    private final AtomicInteger unfinished = new AtomicInteger(2);

    Stream(Socket client, ForwardedChannel channel, TunnelMetrics metrics) {
        this.client = client;
        this.channel = channel;
        this.metrics = metrics;
    }

    /** Returns when nothing of it is left. */
    void carry() {
        channel.addCloseFutureListener(closed -> {
            if (!channel.hasFinished()) {
                reset(client);
            }
        });
        Thread up =
                Thread.ofVirtual().name("tunnel-up-" + client.getLocalPort()).start(this::up);
        down();
        try {
            up.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void up() {
        byte[] bytes = new byte[READ];
        try {
            InputStream in = client.getInputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                channel.send(bytes, length);
                metrics.toBastions.add(length);
                // Who has always something to say is not to keep others of this processor from being heard.
                Thread.yield();
            }
            channel.finish();
            finished();
        } catch (IOException broken) {
            breakOff();
        }
    }

    private void down() {
        try {
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
            channel.copyTo(client.getOutputStream(), metrics.fromBastions::add);
            client.shutdownOutput();
            finished();
            channel.awaitClosed();
            close(client);
        } catch (IOException broken) {
            breakOff();
        }
    }

    private void finished() {
        if (unfinished.decrementAndGet() == 0) {
            channel.close(false);
        }
    }

    /** The client learns that it did not get everything. */
    private void breakOff() {
        reset(client);
        channel.close(false);
    }

    static void reset(Socket client) {
        try {
            client.setSoLinger(true, 0);
        } catch (IOException closed) {
            // then it cannot be reset any more
        }
        close(client);
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException closing) {
            // it is not open any more, which is what was wanted
        }
    }
}
