package dev.postern.replicas;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants of one connection, as Postern has acknowledged it.
 *
 * @param service the name of the endpoint service; null while it is not given
 * @param deleted whether the tenant does not want it any more
 */
record Wish(String tenant, String id, String name, @Nullable String service, boolean deleted) {

    Wish named(String newName) {
        return new Wish(tenant, id, newName, service, deleted);
    }

    Wish with(String newService) {
        return new Wish(tenant, id, name, newService, deleted);
    }

    Wish toBeDeleted() {
        return new Wish(tenant, id, name, service, true);
    }

    /** Where the connection is to be read. */
    String path() {
        return "/api/v1/tenants/%s/connections/%s".formatted(tenant, id);
    }
}
