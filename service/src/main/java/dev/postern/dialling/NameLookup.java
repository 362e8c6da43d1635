package dev.postern.dialling;

import dev.postern.foundation.Shares;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names as the JVM does, but not for longer than one is ready to wait. Addresses that may not be dialled go no
 * further than this: what a name of our own network leads to is nothing that a tenant is to read.
 */
final class NameLookup {

    /** An endpoint has one address per zone. */
    private static final int MAX_ADDRESSES = 16;

    private static final int MOST = 128;
    private static final int MOST_OF_ONE = 16;

    private final Names names;
    private final AddressPolicy policy;
    private final Shares<Object> underWay = new Shares<>(MOST, MOST_OF_ONE);

    NameLookup(AddressPolicy policy) {
        this(InetAddress::getAllByName, policy);
    }

    NameLookup(Names names, AddressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    /** Whoever knows which addresses a name has. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * A name server that says nothing holds a look-up for longer than anybody waits: it keeps its place until then, and a
     * thread of its own, since it would not let go of one that requests share.
     *
     * @param owner who has so many look-ups at once
     */
    LookedUp resolve(Object owner, String host, Duration limit) {
        long began = System.nanoTime();
        if (!underWay.take(owner, 1, limit)) {
            return new LookedUp.Late();
        }
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> {
            try {
                return Arrays.stream(names.of(host))
                        .distinct()
                        .limit(MAX_ADDRESSES)
                        .toList();
            } finally {
                underWay.give(owner, 1);
            }
        });
        Thread.ofPlatform().name("name-lookup").daemon().start(lookup);
        try {
            long left = limit.toNanos() - (System.nanoTime() - began);
            return allowed(lookup.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new LookedUp.Late();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException) {
                return new LookedUp.NoAddress();
            }
            throw new IllegalStateException("could not look up " + host, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new LookedUp.Late();
        }
    }

    private LookedUp allowed(List<InetAddress> addresses) {
        List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
        return allowed.isEmpty()
                ? new LookedUp.Forbidden()
                : new LookedUp.Found(allowed, addresses.size() - allowed.size());
    }
}
