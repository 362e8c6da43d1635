package dev.postern.foundation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Something that there is so much of, and so much of that for one owner: who has its share waits for itself, and keeps
 * nobody else waiting. Those who wait go in turn.
 */
public final class Shares<K> {

    private final int each;
    private final Semaphore all;
    private final Map<K, Share> shares = new ConcurrentHashMap<>();

    /** @param each for one owner */
    public Shares(int all, int each) {
        this.each = Math.min(all, each);
        this.all = new Semaphore(all, true);
    }

    /** What is free for one owner, and how many know of it: those that have taken some, and those that wait. */
    private static final class Share {

        private final Semaphore free;
        private int known;

        Share(int most) {
            this.free = new Semaphore(most, true);
        }
    }

    /** The most that one owner may have. */
    public int each() {
        return each;
    }

    /**
     * Takes so much; then {@link #give} it back.
     *
     * @return false if it was not free in time, or the thread was interrupted: then nothing is taken
     */
    public boolean take(K owner, int amount, Duration patience) {
        if (amount > each) {
            return false;
        }
        long began = System.nanoTime();
        Share share = know(owner);
        boolean taken = false;
        try {
            if (share.free.tryAcquire(amount, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    long left = patience.toNanos() - (System.nanoTime() - began);
                    taken = all.tryAcquire(amount, left, TimeUnit.NANOSECONDS);
                } finally {
                    if (!taken) {
                        share.free.release(amount);
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                forget(owner);
            }
        }
        return taken;
    }

    public void give(K owner, int amount) {
        all.release(amount);
        Share share = shares.get(owner);
        if (share != null) {
            share.free.release(amount);
        }
        forget(owner);
    }

    private Share know(K owner) {
        return shares.compute(owner, (same, known) -> {
            Share share = known == null ? new Share(each) : known;
            share.known++;
            return share;
        });
    }

    private void forget(K owner) {
        shares.computeIfPresent(owner, (same, share) -> --share.known == 0 ? null : share);
    }
}
