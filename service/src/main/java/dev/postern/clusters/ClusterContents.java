package dev.postern.clusters;

import dev.postern.access.spi.TenantContents;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A tenant's clusters, for when the tenant is to be deleted. They use connections, so they go before those. */
@Component
@Order(100)
class ClusterContents implements TenantContents {

    private final ClusterRows rows;
    private final ClusterService service;

    ClusterContents(ClusterRows rows, ClusterService service) {
        this.rows = rows;
        this.service = service;
    }

    @Override
    public Optional<String> describe() {
        List<ClusterId> ids = rows.ids();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.size() == 1 ? "1 cluster" : ids.size() + " clusters");
    }

    @Override
    public void delete() {
        rows.ids().forEach(id -> service.delete(id, OptionalLong.empty()));
    }
}
