package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.Vpc;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.ConflictingDomainExistsException;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HostedZoneNotEmptyException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;

class HostedZonesTest {

    private static final String HOSTNAME = "kafka.acme.example";

    private final AwsScene scene = new AwsScene().allowOperator();
    private final Route53Client route53 = scene.operator.route53();
    private final Vpc vpc = scene.sandbox.aws().operatorVpc("us-east-1");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anAliasToAnEndpointMakesTheHostnameResolveInTheVpcOnly() {
        String endpointId = scene.createEndpoint().vpcEndpointId();
        scene.makeAvailable(endpointId);
        DnsEntry regional = scene.describe(endpointId).dnsEntries().getFirst();
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();

        change(zoneId, ChangeAction.UPSERT, alias(HOSTNAME, regional));

        assertThat(scene.sandbox.aws().resolve(vpc.id(), HOSTNAME)).containsExactly(regional.dnsName());
        assertThat(scene.sandbox.aws().resolve(vpc.id(), "other." + HOSTNAME)).isEmpty();
        assertThat(scene.sandbox
                        .aws()
                        .resolve(scene.sandbox.aws().operatorVpc("eu-west-1").id(), HOSTNAME))
                .isEmpty();
    }

    @Test
    void anAliasToSomethingThatDoesNotExistIsRefused() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        DnsEntry nothing = DnsEntry.builder()
                .dnsName("127.64.255.255")
                .hostedZoneId("Z7HUB22UULQXV")
                .build();

        assertThatThrownBy(() -> change(zoneId, ChangeAction.CREATE, alias(HOSTNAME, nothing)))
                .isInstanceOf(InvalidChangeBatchException.class);
    }

    @Test
    void aZoneKeepsItsTagsUntilItIsGone() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        route53.changeTagsForResource(request -> request.resourceType(TagResourceType.HOSTEDZONE)
                .resourceId(zoneId)
                .addTags(tag("connection", "con-1"), tag("generation", "1")));

        route53.changeTagsForResource(request -> request.resourceType(TagResourceType.HOSTEDZONE)
                .resourceId(zoneId)
                .removeTagKeys("generation")
                .addTags(tag("installation", "here")));

        assertThat(tagsOf(zoneId)).containsExactly(tag("connection", "con-1"), tag("installation", "here"));
        assertThat(route53.listTagsForResources(request ->
                                request.resourceType(TagResourceType.HOSTEDZONE).resourceIds(zoneId))
                        .resourceTagSets())
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.resourceId()).isEqualTo(zoneId);
                    assertThat(set.tags()).hasSize(2);
                });
        route53.deleteHostedZone(request -> request.id(zoneId));
        assertThatThrownBy(() -> tagsOf(zoneId)).isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void aZoneIsFoundByNameByVpcAndTellsItsCallerReference() {
        create("zebra.example", "con-2");
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();

        ListHostedZonesByNameResponse byName = route53.listHostedZonesByName(
                request -> request.dnsName(HOSTNAME).maxItems("1"));
        assertThat(byName.hostedZones()).singleElement().satisfies(zone -> {
            assertThat(zone.id()).isEqualTo("/hostedzone/" + zoneId); // the SDK shortens ids in some answers only
            assertThat(zone.callerReference()).isEqualTo("con-1");
            assertThat(zone.config().privateZone()).isTrue();
        });
        assertThat(byName.isTruncated()).isTrue();
        assertThat(byName.nextDNSName()).isEqualTo("zebra.example.");
        assertThat(route53.listHostedZonesByVPC(
                                request -> request.vpcId(vpc.id()).vpcRegion("us-east-1"))
                        .hostedZoneSummaries())
                .hasSize(2);
        assertThat(route53.listHostedZones().hostedZones())
                .extracting(HostedZone::name)
                .containsExactly(HOSTNAME + ".", "zebra.example.");
        assertThat(route53.getHostedZone(request -> request.id(zoneId)).vpCs())
                .singleElement()
                .satisfies(found -> assertThat(found.vpcId()).isEqualTo(vpc.id()));
    }

    @Test
    void aCallerReferenceWorksOnceAndANameOncePerVpc() {
        create(HOSTNAME, "con-1");

        assertThatThrownBy(() -> create("other.example", "con-1")).isInstanceOf(HostedZoneAlreadyExistsException.class);
        assertThatThrownBy(() -> create(HOSTNAME, "con-2")).isInstanceOf(ConflictingDomainExistsException.class);
    }

    @Test
    void aCallerReferenceStaysUsedWhenItsZoneIsGone() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        route53.deleteHostedZone(request -> request.id(zoneId));

        assertThatThrownBy(() -> create(HOSTNAME, "con-1")).isInstanceOf(HostedZoneAlreadyExistsException.class);
        create(HOSTNAME, "con-1-again");
    }

    @Test
    void aChangeIsPendingBeforeItIsInSync() {
        CreateHostedZoneResponse created = create(HOSTNAME, "con-1");
        String changeId = created.changeInfo().id();
        assertThat(created.changeInfo().status()).isEqualTo(ChangeStatus.PENDING);

        scene.sandbox.aws().step();

        assertThat(route53.getChange(request -> request.id(changeId))
                        .changeInfo()
                        .status())
                .isEqualTo(ChangeStatus.INSYNC);
    }

    @Test
    void aBatchWithOneImpossibleChangeChangesNothing() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        Change possible = changeOf(ChangeAction.CREATE, address("a." + HOSTNAME, 60, "10.0.0.1"));
        Change impossible = changeOf(ChangeAction.DELETE, address("b." + HOSTNAME, 60, "10.0.0.2"));

        assertThatThrownBy(() -> route53.changeResourceRecordSets(request ->
                        request.hostedZoneId(zoneId).changeBatch(batch -> batch.changes(possible, impossible))))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("but it was not found");

        assertThat(recordsOf(zoneId)).extracting(ResourceRecordSet::type).containsExactly(RRType.NS, RRType.SOA);
    }

    @Test
    void aDeletionMustRepeatTheValuesExactly() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        change(zoneId, ChangeAction.CREATE, address("a." + HOSTNAME, 60, "10.0.0.1"));

        assertThatThrownBy(() -> change(zoneId, ChangeAction.DELETE, address("a." + HOSTNAME, 61, "10.0.0.1")))
                .isInstanceOf(InvalidChangeBatchException.class);
        assertThatThrownBy(() -> change(zoneId, ChangeAction.CREATE, address("a." + HOSTNAME, 60, "10.0.0.1")))
                .isInstanceOf(InvalidChangeBatchException.class);
        assertThatThrownBy(() -> change(zoneId, ChangeAction.CREATE, address("elsewhere.example", 60, "10.0.0.1")))
                .isInstanceOf(InvalidChangeBatchException.class);

        change(zoneId, ChangeAction.DELETE, address("a." + HOSTNAME, 60, "10.0.0.1"));
        assertThat(recordsOf(zoneId)).hasSize(2);
    }

    @Test
    void aZoneWithRecordsOfItsOwnCannotBeDeleted() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();
        change(zoneId, ChangeAction.CREATE, address(HOSTNAME, 60, "10.0.0.1"));
        assertThatThrownBy(() -> route53.deleteHostedZone(request -> request.id(zoneId)))
                .isInstanceOf(HostedZoneNotEmptyException.class);

        change(zoneId, ChangeAction.DELETE, address(HOSTNAME, 60, "10.0.0.1"));
        route53.deleteHostedZone(request -> request.id(zoneId));

        assertThatThrownBy(() -> route53.getHostedZone(request -> request.id(zoneId)))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void aZoneOfAnotherAccountLooksAsIfItDidNotExist() {
        String zoneId = create(HOSTNAME, "con-1").hostedZone().id();

        assertThatThrownBy(() -> scene.acme.route53().getHostedZone(request -> request.id(zoneId)))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    private List<Tag> tagsOf(String zoneId) {
        return route53.listTagsForResource(request ->
                        request.resourceType(TagResourceType.HOSTEDZONE).resourceId(zoneId))
                .resourceTagSet()
                .tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private CreateHostedZoneResponse create(String name, String reference) {
        return route53.createHostedZone(request -> request.name(name)
                .callerReference(reference)
                .vpc(wanted -> wanted.vpcId(vpc.id()).vpcRegion("us-east-1"))
                .hostedZoneConfig(config -> config.privateZone(true).comment("made by a test")));
    }

    private void change(String zoneId, ChangeAction action, ResourceRecordSet records) {
        route53.changeResourceRecordSets(
                request -> request.hostedZoneId(zoneId).changeBatch(batch -> batch.changes(changeOf(action, records))));
    }

    private List<ResourceRecordSet> recordsOf(String zoneId) {
        return route53.listResourceRecordSets(request -> request.hostedZoneId(zoneId))
                .resourceRecordSets();
    }

    private static Change changeOf(ChangeAction action, ResourceRecordSet records) {
        return Change.builder().action(action).resourceRecordSet(records).build();
    }

    private static ResourceRecordSet address(String name, long ttl, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .ttl(ttl)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
    }

    private static ResourceRecordSet alias(String name, DnsEntry target) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .aliasTarget(alias -> alias.hostedZoneId(target.hostedZoneId())
                        .dnsName(target.dnsName())
                        .evaluateTargetHealth(false))
                .build();
    }
}
