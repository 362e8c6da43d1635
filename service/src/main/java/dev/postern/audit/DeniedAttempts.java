package dev.postern.audit;

import dev.postern.access.Caller;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.http.RequestOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Writes down what callers were denied, in a transaction of its own, so that no caller can fill the disk by being denied.
 * Of each caller and action the first attempt of a minute is a row at once; those that follow are counted, and are one
 * more row when the minute is over. Callers of a tenant beyond the first few are counted together. A replica that is
 * killed loses the counts of its last minute, never a first attempt.
 */
@Component
class DeniedAttempts implements DisposableBean {

    /** Of one tenant (or of the operator), in one minute, with rows of their own; each may be denied three actions. */
    static final int CALLERS = 5;

    private static final long MINUTE_MILLIS = 60_000;
    private static final Logger log = LoggerFactory.getLogger(DeniedAttempts.class);
    private static final Actor SEVERAL = new Actor("several", null, null);

    private final SystemDatabase database;
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("denied-attempts").daemon().factory());
    private Map<String, Window> windows = new HashMap<>();

    DeniedAttempts(SystemDatabase database) {
        this.database = database;
        minutes.scheduleWithFixedDelay(this::endMinute, MINUTE_MILLIS, MINUTE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something that a caller was denied; {@code resourceId} is null where the request names none. */
    record Attempt(
            Caller caller,
            String action,
            RequestOrigin origin,
            @Nullable String resourceId) {

        AuditEntry entry(int times) {
            return AuditEntry.denied(caller.tenantId(), action, Actor.of(caller), origin, resourceId, times);
        }
    }

    private record Key(String actor, String action) {}

    /** What the callers of one tenant have been denied in the minute under way. */
    private static final class Window {

        private final @Nullable TenantId tenant;
        private final Map<String, Map<Key, Repeated>> callers = new HashMap<>();
        private final Map<String, Integer> others = new HashMap<>();

        Window(@Nullable TenantId tenant) {
            this.tenant = tenant;
        }

        /** Whether this is the first attempt of its kind, and so a row. */
        boolean take(Attempt attempt) {
            String actor = attempt.caller().actor();
            if (!callers.containsKey(actor) && callers.size() >= CALLERS) {
                others.merge(attempt.action(), 1, Integer::sum);
                return false;
            }
            Repeated repeated = callers.computeIfAbsent(actor, key -> new HashMap<>())
                    .computeIfAbsent(new Key(actor, attempt.action()), key -> new Repeated());
            return repeated.take(attempt);
        }

        List<AuditEntry> counted() {
            List<AuditEntry> entries = new ArrayList<>();
            callers.values().stream()
                    .flatMap(actions -> actions.values().stream())
                    .forEach(repeated -> repeated.entry().ifPresent(entries::add));
            others.forEach(
                    (action, times) -> entries.add(AuditEntry.denied(tenant, action, SEVERAL, null, null, times)));
            return entries;
        }
    }

    private static final class Repeated {

        private int times = -1;
        private @Nullable Attempt last;

        boolean take(Attempt attempt) {
            last = attempt;
            times++;
            return times == 0;
        }

        java.util.Optional<AuditEntry> entry() {
            return last == null || times == 0 ? java.util.Optional.empty() : java.util.Optional.of(last.entry(times));
        }
    }

    /** Never fails: whoever is denied something hears that, and not that it could not be written down. */
    void report(Attempt attempt) {
        if (first(attempt)) {
            append(List.of(attempt.entry(1)));
        }
    }

    private synchronized boolean first(Attempt attempt) {
        TenantId tenant = attempt.caller().tenantId();
        return windows.computeIfAbsent(tenant == null ? "" : tenant.value(), key -> new Window(tenant))
                .take(attempt);
    }

    /** Writes down what has been counted; the next attempts are first ones again. */
    void endMinute() {
        Map<String, Window> ended;
        synchronized (this) {
            ended = windows;
            windows = new HashMap<>();
        }
        append(ended.values().stream()
                .flatMap(window -> window.counted().stream())
                .toList());
    }

    private void append(List<AuditEntry> entries) {
        try {
            database.inTransaction(() -> {
                entries.forEach(entry -> AuditRows.insert(database.jdbc(), entry));
                return entries.size();
            });
        } catch (RuntimeException away) {
            log.error("{} rows of denied attempts could not be written: {}", entries.size(), entries, away);
        }
    }

    @Override
    public void destroy() {
        minutes.shutdownNow();
        endMinute();
    }
}
