package dev.postern.dialling;

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

    private final Names names;
    private final AddressPolicy policy;

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

    LookedUp resolve(String host, Duration limit) {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() ->
                Arrays.stream(names.of(host)).distinct().limit(MAX_ADDRESSES).toList());
        Thread.ofVirtual().name("name-lookup").start(lookup);
        try {
            return allowed(lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS));
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
