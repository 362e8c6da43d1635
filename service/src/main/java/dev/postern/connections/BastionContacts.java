package dev.postern.connections;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import dev.postern.foundation.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Contacts with bastions, beside the scheduler's threads, which are there for everybody: a bastion is a tenant's, and may
 * keep whoever asks it waiting. A bastion for which there is no place now comes again soon.
 */
@Component
class BastionContacts implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(BastionContacts.class);

    /** At least so long before a connection is looked at again that found no place, or was being contacted. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** If nobody has heard of a contact for so long after its end, its replica has died, or it came to grief. */
    private static final Duration LOST = Duration.ofSeconds(20);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final ConnectionReconciler reconciler;
    private final BastionProperties properties;
    private final ContactPlaces places;
    private final ContactRate rate;
    private final Counter postponed;
    private final Clock clock;
    private final Set<ConnectionKey> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("bastion-contact-", 0).factory());

    BastionContacts(ConnectionReconciler reconciler, BastionProperties properties, MeterRegistry meters, Clock clock) {
        this.reconciler = reconciler;
        this.properties = properties;
        this.places = new ContactPlaces(properties.contacts(), properties.contactsPerTenant());
        this.rate = new ContactRate(properties.contactsPerMinute());
        this.clock = clock;
        Gauge.builder("postern.bastions.contacts", places, ContactPlaces::taken)
                .description("Contacts with bastions that are under way")
                .register(meters);
        this.postponed = Counter.builder("postern.bastions.postponed")
                .description("Contacts with bastions that had to wait: there was no place, or the tenant had too many")
                .register(meters);
    }

    /**
     * Has the bastion contacted, if there is a place for it; does not wait. Afterwards {@code signal} has the connection
     * looked at.
     *
     * @return what makes of the scheduler's task one that comes again
     */
    CompletionHandler<Void> begin(ConnectionKey key, ReconcilerSignal signal) {
        Duration wait = enter(key);
        if (!wait.isZero()) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(wait));
        }
        // Only then: the signal that follows the contact finds a task that nobody executes.
        return (complete, operations) -> {
            boolean begun = false;
            try {
                operations.reschedule(
                        complete,
                        clock.instant().plus(properties.contactLimit()).plus(LOST));
                threads.execute(() -> contact(key, signal));
                begun = true;
            } finally {
                if (!begun) {
                    leave(key);
                }
            }
        };
    }

    /** Zero if there is a place, which {@link #leave} gives back; else how long to wait. */
    private Duration enter(ConnectionKey key) {
        TenantId tenant = key.tenantId();
        if (!underWay.add(key)) {
            return SOON;
        }
        Duration wait = SOON;
        if (places.take(tenant)) {
            wait = rate.take(tenant);
            if (wait.isZero()) {
                return wait;
            }
            places.giveBack(tenant);
        }
        underWay.remove(key);
        postponed.increment();
        return spread(wait.compareTo(SOON) < 0 ? SOON : wait);
    }

    /** Up to three times as long: many that wait are not to come back all at once, for one of them to begin. */
    private static Duration spread(Duration wait) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait.toMillis(), 3 * wait.toMillis()));
    }

    private void leave(ConnectionKey key) {
        places.giveBack(key.tenantId());
        underWay.remove(key);
    }

    private void contact(ConnectionKey key, ReconcilerSignal signal) {
        MDC.put("tenantId", key.tenantId().value());
        MDC.put("connectionId", key.connectionId().value());
        boolean done = false;
        try {
            reconciler.activate(key);
            done = true;
        } catch (RuntimeException failed) {
            if (threads.isShutdown()) {
                log.debug("Stopped in the middle of a contact; another replica makes it", failed);
            } else {
                log.error("A contact came to grief; it is made again soon", failed);
            }
        } finally {
            leave(key);
        }
        if (done) {
            signalled(key, signal);
        }
    }

    private static void signalled(ConnectionKey key, ReconcilerSignal signal) {
        try {
            signal.activate(key);
        } catch (RuntimeException failed) {
            log.warn("No signal for connection {}; its task comes by itself", key, failed);
        }
    }

    /** Gives contacts under way a moment to end and be recorded. */
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
