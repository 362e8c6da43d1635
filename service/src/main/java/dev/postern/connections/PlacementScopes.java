package dev.postern.connections;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What one list of AWS covers: endpoints those of an account and region, IAM roles those of an account. */
@Component
class PlacementScopes {

    private final Placements placements;

    PlacementScopes(Placements placements) {
        this.placements = placements;
    }

    /** One placement of each account and region. */
    List<PlacementId> accountsAndRegions() {
        return firstOfEach(placement -> placement.region() + "/" + placement.account());
    }

    /** One placement of each account. */
    List<PlacementId> accounts() {
        return firstOfEach(PlacementId::account);
    }

    private List<PlacementId> firstOfEach(Function<PlacementId, String> scope) {
        Map<String, PlacementId> first = placements.all().stream()
                .map(Placement::id)
                .collect(Collectors.toMap(scope, Function.identity(), (left, right) -> left, LinkedHashMap::new));
        return List.copyOf(first.values());
    }
}
