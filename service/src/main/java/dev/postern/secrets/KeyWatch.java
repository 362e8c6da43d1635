package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Has this replica look for new keys again and again, and say which ones it knows; whether it runs tasks or not. It says
 * so on a thread of its own: one that waits for KMS is not taken to be dead.
 */
final class KeyWatch implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);

    private static final int THREADS = 2;

    private final String replica =
            "%s-%s".formatted(ManagementFactory.getRuntimeMXBean().getName(), UUID.randomUUID());
    private final SecretKeys<Aead> keys;
    private final ReplicaRows replicas;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("secret-keys").daemon().factory());

    KeyWatch(SecretKeys<Aead> keys, ReplicaRows replicas, Duration interval) {
        this.keys = keys;
        this.replicas = replicas;
        report();
        long millis = interval.toMillis();
        timer.scheduleWithFixedDelay(() -> attempt(keys::refresh), millis, millis, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> attempt(this::report), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException away) {
            log.warn("Could not look for new keys; this replica goes on with those that it knows", away);
        }
    }

    private void report() {
        replicas.report(replica, keys.held().ring());
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        try {
            replicas.forget(replica);
        } catch (RuntimeException databaseAway) {
            log.debug("Others will find out by themselves that this replica has stopped", databaseAway);
        }
    }
}
