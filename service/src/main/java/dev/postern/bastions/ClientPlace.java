package dev.postern.bastions;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The place of one client in a tunnel: taken until both the client and the bastion have let go. */
final class ClientPlace implements AutoCloseable {

    private final Tunnel tunnel;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicBoolean shared = new AtomicBoolean();

    /** @param tunnel of which the place was taken */
    ClientPlace(Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    /** It stays taken until the channel is closed, too; or until {@link #unshare}. */
    void share(ForwardedChannel channel) {
        holders.incrementAndGet();
        shared.set(true);
        channel.addCloseFutureListener(closed -> unshare());
    }

    /** The channel counts no more, whatever becomes of it. */
    void unshare() {
        if (shared.compareAndSet(true, false)) {
            letGo();
        }
    }

    /** The client has let go. */
    @Override
    public void close() {
        letGo();
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            tunnel.leave();
        }
    }
}
