package dev.postern.quotas;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The quotas of the tenant that is bound to the thread. */
@Component
public class Quotas {

    private final JdbcClient jdbc;
    private final QuotaProperties defaults;
    private final MeterRegistry meters;

    Quotas(JdbcClient jdbc, QuotaProperties defaults, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.defaults = defaults;
        this.meters = meters;
    }

    /**
     * How many more there may be; negative where there are too many already. Until the transaction ends nobody else adds
     * to the same quota of the tenant.
     *
     * @param used as for {@link #claim}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long room(Quota quota, LongSupplier used) {
        return locked(quota) - used.getAsLong();
    }

    /**
     * Refuses with {@code QUOTA_EXCEEDED} if there is no room for so many more. Until the transaction ends nobody else
     * adds to the same quota of the tenant, so of two who want the last place one gets it.
     *
     * @param more at least 1
     * @param used counts what there is, within the transaction; called once nobody else adds any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(Quota quota, int more, LongSupplier used) {
        long most = locked(quota);
        long there = used.getAsLong();
        if (there + more > most) {
            meters.counter("postern.refusals", "limit", "quota-" + quota.field())
                    .increment();
            throw new PosternException(
                    ErrorKind.QUOTA_EXCEEDED,
                    "The tenant has %d %s%s; its quota %s is %d. %s, or ask the operator to raise the quota."
                            .formatted(
                                    there,
                                    quota.words(),
                                    more == 1 ? "" : " and would have %d".formatted(there + more),
                                    quota.field(),
                                    most,
                                    cure(quota)));
        }
    }

    /** What the quota is; nobody else claims of it until the transaction ends. */
    private long locked(Quota quota) {
        String tenant = TenantScope.required().value();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", "postern.quota %s %s".formatted(quota.field(), tenant))
                .query((row, number) -> true)
                .single();
        return jdbc.sql("select coalesce(%s, :standard) from tenant where id = :tenant".formatted(quota.column()))
                .param("standard", defaults.of(quota))
                .param("tenant", tenant)
                .query(Long.class)
                .single();
    }

    private static String cure(Quota quota) {
        return switch (quota) {
            case CONNECTIONS -> "Delete a connection that is not needed";
            case CLUSTERS, BROKERS -> "Delete a cluster that is not needed";
            case TOKENS -> "Revoke a token that is not needed";
            case RUNNING_VALIDATIONS -> "Wait until one has ended";
        };
    }
}
