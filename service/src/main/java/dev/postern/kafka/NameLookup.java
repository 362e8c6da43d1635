package dev.postern.kafka;

import dev.postern.clusters.spi.NameOutcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Resolves names as the JVM does, but not for longer than one is ready to wait. Addresses that may not be dialled go no
 * further than this: what a name of our own network leads to is nothing that a tenant is to read.
 */
@Component
final class NameLookup {

    /** An endpoint has one address per zone. */
    private static final int MAX_ADDRESSES = 16;

    private final Names names;
    private final AddressPolicy policy;

    @Autowired
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

    NameOutcome resolve(String host, Duration deadline) {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() ->
                Arrays.stream(names.of(host)).distinct().limit(MAX_ADDRESSES).toList());
        Thread.ofVirtual().name("probe-name").start(lookup);
        try {
            return allowed(host, lookup.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new NameOutcome.NotResolved("The name server did not answer for %s in time.".formatted(host));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException) {
                return new NameOutcome.NotResolved("%s has no address.".formatted(host));
            }
            throw new IllegalStateException("could not look up " + host, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new NameOutcome.NotResolved("The look-up of %s was stopped.".formatted(host));
        }
    }

    private NameOutcome allowed(String host, List<InetAddress> addresses) {
        List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
        return allowed.isEmpty()
                ? new NameOutcome.Forbidden("This installation does not connect to where %s leads.".formatted(host))
                : new NameOutcome.Resolved(allowed, addresses.size() - allowed.size());
    }
}
