package dev.postern.privatelink;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import dev.postern.privatelink.PrivateLinkProperties.PlacementProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The placements of the configuration. */
@Component
class ConfiguredPlacements implements Placements {

    private final Map<PlacementId, PlacementProperties> byId = new LinkedHashMap<>();
    private final List<Placement> all;

    ConfiguredPlacements(PrivateLinkProperties properties) {
        List<Placement> placements = new ArrayList<>();
        new TreeMap<>(properties.regions()).forEach((region, configured) -> {
            for (PlacementProperties placement : configured.placements()) {
                PlacementId id = placement.in(region);
                if (byId.put(id, placement) != null) {
                    throw new IllegalArgumentException("placement %s is configured twice".formatted(id));
                }
                placements.add(new Placement(
                        id,
                        List.copyOf(placement.subnets().keySet()),
                        placement.capacity(),
                        properties.roleQuota(placement.account())));
            }
        });
        all = List.copyOf(placements);
    }

    @Override
    public List<Placement> all() {
        return all;
    }

    /** Empty for a placement that is not configured any more. */
    Optional<PlacementProperties> find(PlacementId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether some placement is configured in the same account and region. */
    boolean covers(PlacementId id) {
        return all.stream().map(Placement::id).anyMatch(id::sharesAccountAndRegion);
    }

    /** The operator's role in the placement's account; empty where the credentials are of that account already. */
    Optional<String> roleArn(PlacementId id) {
        return find(id).or(() -> all.stream()
                        .map(Placement::id)
                        .filter(id::sharesAccountAndRegion)
                        .findFirst()
                        .flatMap(this::find))
                .map(PlacementProperties::roleArn);
    }
}
