package dev.postern.bastions;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Asks the other side again and again whether it is there, as OpenSSH does. Whatever it says counts; if it says nothing,
 * the socket is closed, though somebody may be waiting to write to it. So it is if an exchange of keys takes as long.
 */
final class Keepalive implements Runnable {

    private static final String REQUEST = "keepalive@openssh.com";

    private final BastionSession session;
    private final CompletableFuture<?> end;
    private final long interval;
    private final long patience;
    private final AtomicBoolean asking = new AtomicBoolean();

    /** @param end when it ends, too, whatever becomes of the session */
    Keepalive(BastionSession session, CompletableFuture<?> end, GatewayProperties properties) {
        this.session = session;
        this.end = CompletableFuture.anyOf(session.ended(), end);
        this.interval = properties.keepaliveInterval().toNanos();
        this.patience = interval * properties.keepaliveMissed();
    }

    /** Returns when there is an end to it, or this thread is interrupted. */
    @Override
    public void run() {
        while (!ended()) {
            if (System.nanoTime() - session.wire().lastHeard() > patience) {
                session.because("it stopped answering");
                session.close();
            } else if (session.exchanging().toNanos() > patience) {
                session.because("it does not end an exchange of keys");
                session.close();
            } else if (asking.compareAndSet(false, true)) {
                Thread.ofVirtual()
                        .name("keepalive-" + session.wire().getRemoteAddress())
                        .start(this::ask);
            }
        }
    }

    /** Waits for one interval. */
    private boolean ended() {
        try {
            end.get(interval, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException not) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In a thread of its own: a side that does not read may keep it waiting. */
    private void ask() {
        try {
            Buffer packet = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, REQUEST.length() + Long.BYTES);
            packet.putString(REQUEST);
            packet.putBoolean(true);
            session.request(packet, REQUEST, (command, answer) -> {});
        } catch (IOException closing) {
            // the thread that reads notices, too
        } finally {
            asking.set(false);
        }
    }
}
