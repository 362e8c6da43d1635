package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import dev.postern.foundation.Hostname;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The records of a connection's hosted zone. */
@Component
class ZoneRecords {

    /** As many as one answer lists. */
    private static final String PAGE = "300";

    private final AwsClients clients;

    ZoneRecords(AwsClients clients) {
        this.clients = clients;
    }

    /** Has the name lead to the target, whatever it led to before; answers the id of the change. */
    String point(
            PlacementId placement, String zoneId, Hostname hostname, dev.postern.connections.spi.AliasTarget target) {
        Change upsert = Change.builder()
                .action(ChangeAction.UPSERT)
                .resourceRecordSet(records -> records.name(hostname.value())
                        .type(RRType.A)
                        .aliasTarget(alias -> alias.dnsName(target.name())
                                .hostedZoneId(target.hostedZoneId())
                                .evaluateTargetHealth(false)))
                .build();
        return ZoneFinder.bare(change(clients.route53(placement), zoneId, List.of(upsert)));
    }

    /** Whether the name leads to the target. */
    boolean pointsTo(
            PlacementId placement, String zoneId, Hostname hostname, dev.postern.connections.spi.AliasTarget target) {
        return aliases(clients.route53(placement), zoneId, hostname)
                .anyMatch(alias -> alias.hostedZoneId().equals(target.hostedZoneId())
                        && Hostname.canonical(alias.dnsName()).equals(Hostname.canonical(target.name())));
    }

    /** The name that the hostname is an alias of; empty if it is none, and if the zone is gone. */
    Optional<String> target(PlacementId placement, String zoneId, Hostname hostname) {
        try {
            return aliases(clients.patientRoute53(placement), zoneId, hostname)
                    .map(AliasTarget::dnsName)
                    .findFirst();
        } catch (NoSuchHostedZoneException gone) {
            return Optional.empty();
        }
    }

    private static Stream<AliasTarget> aliases(Route53Client route53, String zoneId, Hostname hostname) {
        return list(route53, zoneId).stream()
                .filter(records -> records.type() == RRType.A && ZoneFinder.isNamed(records.name(), hostname))
                .map(ResourceRecordSet::aliasTarget)
                .filter(Objects::nonNull);
    }

    /** Deletes the zone with its records, as many of them as one answer lists; a zone that is gone is no failure. */
    void delete(PlacementId placement, String zoneId, Hostname hostname) {
        Route53Client route53 = clients.route53(placement);
        try {
            List<Change> deletions = list(route53, zoneId).stream()
                    .filter(records -> !isRequired(records, hostname))
                    .map(records -> Change.builder()
                            .action(ChangeAction.DELETE)
                            .resourceRecordSet(records)
                            .build())
                    .toList();
            if (!deletions.isEmpty()) {
                change(route53, zoneId, deletions);
            }
            route53.deleteHostedZone(request -> request.id(zoneId));
        } catch (NoSuchHostedZoneException gone) {
            // that is what was wanted
        }
    }

    private static List<ResourceRecordSet> list(Route53Client route53, String zoneId) {
        return route53.listResourceRecordSets(
                        request -> request.hostedZoneId(zoneId).maxItems(PAGE))
                .resourceRecordSets();
    }

    private static String change(Route53Client route53, String zoneId, List<Change> changes) {
        return route53.changeResourceRecordSets(
                        request -> request.hostedZoneId(zoneId).changeBatch(batch -> batch.changes(changes)))
                .changeInfo()
                .id();
    }

    /** The two that every zone has at its apex, and that go with it. */
    private static boolean isRequired(ResourceRecordSet records, Hostname hostname) {
        return ZoneFinder.isNamed(records.name(), hostname)
                && (records.type() == RRType.NS || records.type() == RRType.SOA);
    }
}
