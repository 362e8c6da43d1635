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

/** Resolves names as the JVM does, but not for longer than one is ready to wait. */
final class NameLookup {

    /** An endpoint has one address per zone. */
    private static final int MAX_ADDRESSES = 16;

    private NameLookup() {}

    static NameOutcome resolve(String host, Duration deadline) {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> Arrays.stream(InetAddress.getAllByName(host))
                .distinct()
                .limit(MAX_ADDRESSES)
                .toList());
        Thread.ofVirtual().name("probe-name").start(lookup);
        try {
            return new NameOutcome.Resolved(lookup.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
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
}
