package dev.postern.access;

import dev.postern.database.Notifications;
import dev.postern.database.NotifiedCache;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a tenant exists: asked by every request, and of the database only once. */
@Component
class KnownTenants {

    private static final long MOST = 50_000;

    private final SystemDatabase database;
    private final NotifiedCache<TenantId, TenantId> known;

    KnownTenants(SystemDatabase database, Notifications notifications) {
        this.database = database;
        this.known = new NotifiedCache<TenantId, TenantId>(notifications, MOST)
                .forgetWhenTold(
                        AccessChannels.TENANT_DELETED,
                        (deleted, tenant) -> tenant.value().equals(deleted));
    }

    boolean exists(TenantId id) {
        return known.get(id, () -> find(id)).isPresent();
    }

    /** Whether a tenant existed when the database was last there to tell. */
    boolean remembered(TenantId id) {
        return known.remembered(id).isPresent();
    }

    private Optional<TenantId> find(TenantId id) {
        return database.jdbc()
                .sql("select id from tenant where id = :id and deleted_at is null")
                .param("id", id.value())
                .query((row, number) -> id)
                .optional();
    }
}
