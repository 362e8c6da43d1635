package dev.postern.sandbox.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What lies between a bastion's SSH server and its clients. It can stand still, be slow, and be cut; neither side is
 * told. Data that has begun to move when it stands still may still arrive, but nothing that would be an answer to it.
 */
final class Wire {

    private final Set<WiredSocket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Runnable> held = new ArrayList<>();
    private boolean frozen;
    private volatile Pace pace = Pace.FULL;

    void pace(Pace wanted) {
        pace = wanted;
    }

    Pace pace() {
        return pace;
    }

    synchronized boolean isFrozen() {
        return frozen;
    }

    synchronized void freeze() {
        frozen = true;
    }

    /** What stood still moves on, none of it on the thread of the caller. */
    void thaw() {
        List<Runnable> moving;
        synchronized (this) {
            frozen = false;
            moving = List.copyOf(held);
            held.clear();
        }
        moving.forEach(Thread::startVirtualThread);
    }

    /** Closes every connection. Each side sees it as soon as it looks. */
    void cut() {
        sockets.forEach(WiredSocket::close);
    }

    void add(WiredSocket socket) {
        sockets.add(socket);
    }

    void remove(WiredSocket socket) {
        sockets.remove(socket);
    }

    /** Does it now, or as soon as the wire does not stand still. */
    void pass(Runnable work) {
        if (!hold(work)) {
            work.run();
        }
    }

    /** Does it after as long as so many bytes take. */
    void carry(int bytes, Runnable work) {
        Duration time = pace.timeFor(bytes);
        if (time.isZero()) {
            pass(work);
        } else {
            CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                    .execute(() -> pass(work));
        }
    }

    private synchronized boolean hold(Runnable work) {
        return frozen && held.add(work);
    }
}
