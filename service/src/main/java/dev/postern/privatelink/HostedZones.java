package dev.postern.privatelink;

import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.ChangeProgress;
import dev.postern.connections.spi.EnsuredZone;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ZoneCondition;
import dev.postern.connections.spi.ZonePage;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import dev.postern.privatelink.Refusals.Caller;
import dev.postern.privatelink.ZoneFinder.FoundZone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.ConflictingDomainExistsException;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;

/**
 * Private hosted zones of Route 53, all made and changed as the operator. A VPC takes one private zone of a name only
 * ({@code ConflictingDomainExists}), and so there is never a second one, whatever lists may not show yet.
 */
@Component
class HostedZones implements ZoneProvisioner {

    private static final String PAGE = "100";

    private final AwsClients clients;
    private final ZoneFinder finder;
    private final ZoneRecords records;

    HostedZones(AwsClients clients, ZoneFinder finder, ZoneRecords records) {
        this.clients = clients;
        this.finder = finder;
        this.records = records;
    }

    @Override
    public Outcome<EnsuredZone> ensureZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            List<FoundZone> present = finder.find(placement, reference, hostname);
            present.stream()
                    .filter(zone -> !zone.serves(placement))
                    .forEach(zone -> records.delete(placement, zone.id(), hostname));
            Optional<FoundZone> made =
                    present.stream().filter(zone -> zone.serves(placement)).findFirst();
            return new Outcome.Done<>(
                    made.isPresent()
                            ? pointed(placement, made.get().id(), hostname, target)
                            : create(placement, reference, hostname, target));
        });
    }

    private EnsuredZone create(PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        String id;
        try {
            id = clients.route53(placement)
                    .createHostedZone(request -> request.name(hostname.value())
                            .callerReference(reference.toString())
                            .vpc(vpc -> vpc.vpcId(placement.vpc()).vpcRegion(placement.region()))
                            .hostedZoneConfig(config -> config.privateZone(true)
                                    .comment("Made by Postern for connection " + reference.connection())))
                    .hostedZone()
                    .id();
        } catch (ConflictingDomainExistsException taken) {
            return adopted(placement, reference, hostname, target).orElseGet(EnsuredZone.NameTaken::new);
        } catch (HostedZoneAlreadyExistsException used) {
            return adopted(placement, reference, hostname, target).orElseGet(EnsuredZone.ReferenceUsed::new);
        }
        return pointed(placement, ZoneFinder.bare(id), hostname, target);
    }

    /** Ours after all: made a moment ago, by a call whose answer was lost. */
    private Optional<EnsuredZone> adopted(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        return finder.findInVpc(placement, reference, hostname)
                .map(zone -> pointed(placement, zone.id(), hostname, target));
    }

    private EnsuredZone pointed(PlacementId placement, String zoneId, Hostname hostname, AliasTarget target) {
        return new EnsuredZone.Made(zoneId, records.point(placement, zoneId, hostname, target));
    }

    @Override
    public Outcome<ChangeProgress> readChange(PlacementId placement, String changeId) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            try {
                ChangeStatus status = clients.route53(placement)
                        .getChange(request -> request.id(changeId))
                        .changeInfo()
                        .status();
                return new Outcome.Done<>(
                        status == ChangeStatus.INSYNC ? ChangeProgress.IN_SYNC : ChangeProgress.PENDING);
            } catch (NoSuchChangeException unknown) {
                return new Outcome.Done<>(ChangeProgress.UNKNOWN);
            }
        });
    }

    @Override
    public Outcome<ZoneCondition> inspectZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            List<FoundZone> present = finder.find(placement, reference, hostname);
            if (present.isEmpty()) {
                return new Outcome.Done<>(ZoneCondition.GONE);
            }
            FoundZone zone = present.getFirst();
            boolean inPlace = present.size() == 1
                    && zone.serves(placement)
                    && records.pointsTo(placement, zone.id(), hostname, target);
            return new Outcome.Done<>(inPlace ? ZoneCondition.IN_PLACE : ZoneCondition.CHANGED);
        });
    }

    @Override
    public Outcome<Optional<String>> readTarget(PlacementId placement, String zoneId, Hostname hostname) {
        return Refusals.attempt(Caller.OPERATOR, () -> new Outcome.Done<>(records.target(placement, zoneId, hostname)));
    }

    @Override
    public Outcome<ZonePage> listZones(PlacementId placement, String installation, @Nullable String nextToken) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            ListHostedZonesResponse page = clients.patientRoute53(placement)
                    .listHostedZones(request -> request.maxItems(PAGE).marker(nextToken));
            return new Outcome.Done<>(new ZonePage(
                    page.hostedZones().stream()
                            .flatMap(zone -> listed(zone, installation))
                            .toList(),
                    Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null));
        });
    }

    private static Stream<ZonePage.Listed> listed(HostedZone zone, String installation) {
        return ZoneReference.parse(zone.callerReference()).stream()
                .filter(reference -> reference.installation().equals(installation))
                .map(reference ->
                        new ZonePage.Listed(ZoneFinder.bare(zone.id()), reference, new Hostname(zone.name())));
    }

    @Override
    public Outcome<Removal> deleteZone(PlacementId placement, ZoneReference reference, Hostname hostname) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            finder.find(placement, reference, hostname).forEach(zone -> records.delete(placement, zone.id(), hostname));
            return new Outcome.Done<>(Removal.GONE);
        });
    }
}
