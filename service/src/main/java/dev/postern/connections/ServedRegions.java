package dev.postern.connections;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.Placements;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The regions and zones that the operator's placements cover. */
@Component
class ServedRegions {

    private final Placements placements;

    ServedRegions(Placements placements) {
        this.placements = placements;
    }

    /** Sorted by name. */
    List<RegionView> list() {
        TreeMap<String, TreeSet<String>> zones = new TreeMap<>();
        for (Placement placement : placements.all()) {
            zones.computeIfAbsent(placement.id().region(), region -> new TreeSet<>())
                    .addAll(placement.zones());
        }
        return zones.entrySet().stream()
                .map(region -> new RegionView(region.getKey(), List.copyOf(region.getValue())))
                .toList();
    }

    /** The region that a zone id lies in. */
    Optional<String> regionOf(String zoneId) {
        return list().stream()
                .filter(region -> region.availabilityZones().contains(zoneId))
                .map(RegionView::region)
                .findFirst();
    }

    /** Whether one placement has subnets in all of these zones. */
    boolean anyPlacementCovers(Collection<String> zoneIds) {
        return placements.all().stream().anyMatch(placement -> placement.zones().containsAll(zoneIds));
    }

    /** For people: {@code eu-west-1 (euw1-az1, euw1-az2), us-east-1 (use1-az1)}. */
    String describe() {
        List<RegionView> served = list();
        return served.isEmpty()
                ? "none, for the operator has configured no placement"
                : served.stream()
                        .map(region ->
                                "%s (%s)".formatted(region.region(), String.join(", ", region.availabilityZones())))
                        .collect(Collectors.joining(", "));
    }
}
