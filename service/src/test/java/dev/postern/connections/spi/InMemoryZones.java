package dev.postern.connections.spi;

import dev.postern.foundation.Hostname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The port without Route 53. Nothing moves but by {@link #settle()}; every call is counted, and can be refused or stopped. */
public final class InMemoryZones implements ZoneProvisioner {

    private final Map<String, Zone> zones = new LinkedHashMap<>();
    private final Set<String> references = new HashSet<>();
    private final Map<String, Boolean> changes = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int ids;
    private @Nullable Refusal refusal;
    private Stop stop = Stop.NEVER;
    private Runnable meanwhile = () -> {};

    private record Zone(
            String id,
            Optional<ZoneReference> reference,
            Hostname hostname,
            PlacementId placement,
            Optional<AliasTarget> target) {

        boolean isOf(ZoneReference wanted, Hostname name) {
            return hostname.equals(name)
                    && reference.filter(wanted::sharesConnection).isPresent();
        }
    }

    /** Where a test has the caller of the next call break down. */
    public enum Stop {
        NEVER,
        /** Nothing has been done. */
        BEFORE,
        /** It took effect, but nobody was told. */
        AFTER
    }

    /** The caller broke down. */
    public static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    // The outside world

    public synchronized void settle() {
        changes.replaceAll((id, inSync) -> true);
    }

    public synchronized void foreignZone(PlacementId placement, Hostname hostname) {
        add(new Zone(id("Z"), Optional.empty(), hostname, placement, Optional.empty()));
    }

    /** As a replica does that has slept for long: whatever else there is by now. */
    public synchronized void make(PlacementId placement, ZoneReference reference, Hostname hostname) {
        add(new Zone(id("Z"), Optional.of(reference), hostname, placement, Optional.empty()));
    }

    /** Whoever's it is. */
    public synchronized void remove(Hostname hostname) {
        zones.values().removeIf(zone -> zone.hostname().equals(hostname));
    }

    /** Whoever's it is, its name leads there now. */
    public synchronized void point(Hostname hostname, AliasTarget target) {
        zones.replaceAll((id, zone) -> zone.hostname().equals(hostname) ? pointed(zone, target) : zone);
    }

    /** At rest, and empty but for the references, which stay used. */
    public synchronized void reset() {
        zones.clear();
        calls.clear();
        refusal = null;
        stop = Stop.NEVER;
        meanwhile = () -> {};
    }

    public synchronized void forgetChanges() {
        changes.clear();
    }

    public synchronized int count(Hostname hostname) {
        return (int) zones.values().stream()
                .filter(zone -> zone.hostname().equals(hostname))
                .count();
    }

    public synchronized List<String> resolve(PlacementId placement, Hostname hostname) {
        return zones.values().stream()
                .filter(zone ->
                        zone.placement().equals(placement) && zone.hostname().equals(hostname))
                .flatMap(zone -> zone.target().map(AliasTarget::name).stream())
                .toList();
    }

    public synchronized void refuseAll(Refusal with) {
        refusal = with;
    }

    public synchronized void refuseNothing() {
        refusal = null;
    }

    /** The caller of the next call breaks down. */
    public synchronized void stop(Stop where) {
        stop = where;
    }

    /** Runs once, within the next call: something that happens while AWS is asked. */
    public synchronized void meanwhile(Runnable event) {
        meanwhile = event;
    }

    /** The names of the operations called so far, in order; forgets them. */
    public synchronized List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    // The port

    @Override
    public synchronized Outcome<EnsuredZone> ensureZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        return call("ensureZone", () -> {
            zones.values()
                    .removeIf(zone ->
                            zone.isOf(reference, hostname) && !zone.placement().equals(placement));
            Optional<Zone> present = of(reference, hostname).findFirst();
            if (present.isPresent()) {
                return made(pointed(present.get(), target));
            }
            boolean taken = zones.values().stream()
                    .anyMatch(zone ->
                            zone.hostname().equals(hostname) && zone.placement().equals(placement));
            if (taken) {
                return new EnsuredZone.NameTaken();
            }
            return references.add(reference.toString())
                    ? made(new Zone(id("Z"), Optional.of(reference), hostname, placement, Optional.of(target)))
                    : new EnsuredZone.ReferenceUsed();
        });
    }

    private EnsuredZone made(Zone zone) {
        add(zone);
        String change = id("C");
        changes.put(change, false);
        return new EnsuredZone.Made(zone.id(), change);
    }

    @Override
    public synchronized Outcome<ChangeProgress> readChange(PlacementId placement, String changeId) {
        return call("readChange", () -> {
            Boolean inSync = changes.get(changeId);
            if (inSync == null) {
                return ChangeProgress.UNKNOWN;
            }
            return inSync ? ChangeProgress.IN_SYNC : ChangeProgress.PENDING;
        });
    }

    @Override
    public synchronized Outcome<ZoneCondition> inspectZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        return call("inspectZone", () -> {
            List<Zone> present = of(reference, hostname).toList();
            if (present.isEmpty()) {
                return ZoneCondition.GONE;
            }
            Zone zone = present.getFirst();
            boolean inPlace = present.size() == 1
                    && zone.placement().equals(placement)
                    && zone.target().equals(Optional.of(target));
            return inPlace ? ZoneCondition.IN_PLACE : ZoneCondition.CHANGED;
        });
    }

    @Override
    public synchronized Outcome<Optional<String>> readTarget(PlacementId placement, String zoneId, Hostname hostname) {
        return call(
                "readTarget",
                () -> Optional.ofNullable(zones.get(zoneId))
                        .filter(zone -> zone.hostname().equals(hostname))
                        .flatMap(Zone::target)
                        .map(AliasTarget::name));
    }

    @Override
    public synchronized Outcome<ZonePage> listZones(
            PlacementId placement, String installation, @Nullable String nextToken) {
        return call(
                "listZones",
                () -> new ZonePage(
                        zones.values().stream()
                                .flatMap(zone -> zone.reference().stream()
                                        .filter(reference ->
                                                reference.installation().equals(installation))
                                        .map(reference -> new ZonePage.Listed(zone.id(), reference, zone.hostname())))
                                .toList(),
                        null));
    }

    @Override
    public synchronized Outcome<Removal> deleteZone(PlacementId placement, ZoneReference reference, Hostname hostname) {
        return call("deleteZone", () -> {
            zones.values().removeIf(zone -> zone.isOf(reference, hostname));
            return Removal.GONE;
        });
    }

    private <T> Outcome<T> call(String operation, Supplier<T> answer) {
        calls.add(operation);
        Stop where = stop;
        stop = Stop.NEVER;
        if (where == Stop.BEFORE) {
            throw new Stopped();
        }
        if (refusal != null) {
            return new Outcome.Refused<>(refusal);
        }
        T given = answer.get();
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        if (where == Stop.AFTER) {
            throw new Stopped();
        }
        return new Outcome.Done<>(given);
    }

    private Stream<Zone> of(ZoneReference reference, Hostname hostname) {
        return List.copyOf(zones.values()).stream().filter(zone -> zone.isOf(reference, hostname));
    }

    private static Zone pointed(Zone zone, AliasTarget target) {
        return new Zone(zone.id(), zone.reference(), zone.hostname(), zone.placement(), Optional.of(target));
    }

    private void add(Zone zone) {
        zones.put(zone.id(), zone);
    }

    private String id(String kind) {
        return "%s%019d".formatted(kind, ++ids);
    }
}
