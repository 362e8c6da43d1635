package dev.postern.database;

import dev.postern.foundation.TenantId;
import java.util.Optional;

/**
 * For which tenant this thread works. Row-level security shows the application role that tenant's rows and no other's;
 * outside of any scope it shows none at all.
 */
public final class TenantScope {

    private static final ScopedValue<TenantId> TENANT = ScopedValue.newInstance();

    /** Bound where the thread answers a request. */
    private static final ScopedValue<Boolean> REQUEST = ScopedValue.newInstance();

    private TenantScope() {}

    /**
     * As {@link #call}, for a request that has come from outside: its transactions are counted against what one tenant may
     * have under way, those of our own work for the tenant are not.
     */
    public static <T, X extends Throwable> T answer(TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(TENANT, tenant).where(REQUEST, true).call(work);
    }

    /** Runs {@code work} for {@code tenant}; a scope inside a scope is that of the inner tenant until it ends. */
    public static <T, X extends Throwable> T call(TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(TENANT, tenant).call(work);
    }

    /** As {@link #call}, for work without a result. */
    public static void run(TenantId tenant, Runnable work) {
        ScopedValue.where(TENANT, tenant).run(work);
    }

    public static Optional<TenantId> current() {
        return TENANT.isBound() ? Optional.of(TENANT.get()) : Optional.empty();
    }

    static boolean answersRequest() {
        return REQUEST.isBound();
    }

    /** The tenant of this thread; throws {@link IllegalStateException} outside of any scope, which is a bug. */
    public static TenantId required() {
        return current().orElseThrow(() -> new IllegalStateException("no tenant is bound to this thread"));
    }
}
