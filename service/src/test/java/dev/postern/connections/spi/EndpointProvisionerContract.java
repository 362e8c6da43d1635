package dev.postern.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.ProvisionedEndpoint.Failure;
import dev.postern.connections.spi.ProvisionedEndpoint.Name;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EndpointProvisioner} does: the one of AWS, and the fake that other tests use in its stead. */
public abstract class EndpointProvisionerContract {

    private static final List<String> ZONES = List.of("use1-az1", "use1-az4");

    private final String installation = TypedId.next("ins");
    private final TenantId tenant = TenantId.next();
    private final String connection = TypedId.next("con");
    private final ResourceNames names = names(1);

    private OutsideWorld world;
    private EndpointProvisioner provisioner;
    private PlacementId placement;
    private ServiceReference service;

    protected abstract OutsideWorld world() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        world = world();
        provisioner = world.provisioner();
        placement = world.placement();
        service = world.service(ZONES);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aPrincipalIsMadeOnceAndBecomesEffectiveAfterAWhile() {
        Principal fresh = done(provisioner.ensurePrincipal(placement, names));
        Principal repeated = done(provisioner.ensurePrincipal(placement, names));
        world.settle();
        Principal effective = done(provisioner.ensurePrincipal(placement, names));

        assertThat(fresh.effective()).isFalse();
        assertThat(fresh.made()).isTrue();
        assertThat(repeated).isEqualTo(new Principal(fresh.arn(), false, false));
        assertThat(effective).isEqualTo(new Principal(fresh.arn(), true, false));
        assertThat(fresh.arn()).isEqualTo("arn:aws:iam::%s:role/%s".formatted(placement.account(), names.roleName()));
    }

    @Test
    void aPrincipalThatIsNotEffectiveYetFindsNothing() {
        provisioner.ensurePrincipal(placement, names);

        Refusal refusal = refused(provisioner.discoverService(placement, names, service));

        assertThat(refusal.cause()).isEqualTo(Cause.NOT_YET_EFFECTIVE);
        assertThat(refusal.awsErrorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void aServiceIsSeenOnlyByAPrincipalThatItAllows() {
        Principal principal = effectivePrincipal();
        Refusal invisible = refused(provisioner.discoverService(placement, names, service));

        world.allow(service, principal.arn());

        assertThat(invisible.cause()).isEqualTo(Cause.SERVICE_NOT_VISIBLE);
        assertThat(invisible.awsErrorCode()).isEqualTo("InvalidServiceName");
        DiscoveredService found = done(provisioner.discoverService(placement, names, service));
        assertThat(found.zones()).containsExactlyInAnyOrderElementsOf(ZONES);
        assertThat(found.acceptanceRequired()).isTrue();
    }

    @Test
    void aServiceAllowsOneConnectionsPrincipalAndNotAnothers() {
        world.allow(service, effectivePrincipal().arn());
        ResourceNames other = new ResourceNames(installation, tenant, TypedId.next("con"), 1, 1);
        provisioner.ensurePrincipal(placement, other);
        world.settle();

        assertThat(refused(provisioner.discoverService(placement, other, service))
                        .cause())
                .isEqualTo(Cause.SERVICE_NOT_VISIBLE);
        assertThat(refused(provisioner.ensureEndpoint(placement, other, service, ZONES))
                        .cause())
                .isEqualTo(Cause.SERVICE_NOT_VISIBLE);
    }

    @Test
    void anEndpointIsMadeOnceHoweverOftenItIsAskedFor() {
        allowed();

        ProvisionedEndpoint first = done(provisioner.ensureEndpoint(placement, names, service, ZONES));
        ProvisionedEndpoint second = done(provisioner.ensureEndpoint(placement, names, service, ZONES));

        assertThat(first.state()).isEqualToIgnoringCase("pendingAcceptance");
        assertThat(first.names()).isEmpty();
        assertThat(second).isEqualTo(first);
        assertThat(listed()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.id()).isEqualTo(first.id());
            assertThat(endpoint.tags()).containsAllEntriesOf(names.tags());
        });
    }

    @Test
    void anEndpointOfThisGenerationForAnotherServiceIsNotTakenForTheOneWanted() {
        allowed();
        String first = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();
        ServiceReference other = world.service(ZONES);
        world.allow(other, effectivePrincipal().arn());
        ResourceNames next = names(2);

        Refusal refusal = refused(provisioner.ensureEndpoint(placement, names, other, ZONES));
        String second =
                done(provisioner.ensureEndpoint(placement, next, other, ZONES)).id();

        assertThat(refusal.cause()).isEqualTo(Cause.GENERATION_USED);
        assertThat(second).isNotEqualTo(first);
        assertThat(read(first).map(ProvisionedEndpoint::state)).contains("deleting");
    }

    @Test
    void anEndpointOfALaterGenerationIsNotTakenForTheOneWantedUntilItIsItsTurn() {
        allowed();
        ResourceNames later = names(2);
        String made = done(provisioner.ensureEndpoint(placement, later, service, ZONES))
                .id();

        Refusal refusal = refused(provisioner.ensureEndpoint(placement, names, service, ZONES));

        assertThat(refusal.cause()).isEqualTo(Cause.GENERATION_USED);
        assertThat(done(provisioner.ensureEndpoint(placement, later, service, ZONES))
                        .id())
                .isEqualTo(made);
    }

    @Test
    void anAcceptedEndpointIsPendingAndThenAvailableUnderNamesWithTheirZones() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        world.accept(id);
        ProvisionedEndpoint pending = read(id).orElseThrow();
        world.settle();
        ProvisionedEndpoint available = read(id).orElseThrow();

        assertThat(pending.state()).isEqualToIgnoringCase("pending");
        assertThat(available.state()).isEqualToIgnoringCase("available");
        assertThat(available.names()).extracting(Name::zone).containsExactly(null, "use1-az1", "use1-az4");
        assertThat(available.names()).extracting(Name::name).doesNotHaveDuplicates();
    }

    @Test
    void anEndpointThatNobodyAcceptsInTimeExpires() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        world.expire(id);

        assertThat(read(id).orElseThrow().state()).isEqualToIgnoringCase("expired");
    }

    @Test
    void anEndpointThatFailsSaysWhy() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        world.fail(id, "no addresses left");

        ProvisionedEndpoint failed = read(id).orElseThrow();
        assertThat(failed.state()).isEqualToIgnoringCase("failed");
        assertThat(failed.failure()).isEqualTo(new Failure("InternalError", "no addresses left"));
    }

    @Test
    void aRejectedEndpointIsRejected() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        world.reject(id);

        assertThat(read(id).orElseThrow().state()).isEqualToIgnoringCase("rejected");
    }

    @Test
    void anotherGenerationIsAnotherEndpointAndTheEarlierOneGoes() {
        allowed();
        String first = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        String second = done(provisioner.ensureEndpoint(placement, names(2), service, ZONES))
                .id();
        world.settle();

        assertThat(second).isNotEqualTo(first);
        assertThat(read(second)).isPresent();
        assertThat(read(first).map(ProvisionedEndpoint::state).orElse("deleted"))
                .isEqualToIgnoringCase("deleted");
    }

    @Test
    void aZoneThatTheServiceIsNotInIsRefused() {
        allowed();

        Refusal refusal =
                refused(provisioner.ensureEndpoint(placement, names, service, List.of("use1-az1", "use1-az2")));

        assertThat(refusal.cause()).isEqualTo(Cause.ZONE_NOT_SUPPORTED);
    }

    @Test
    void anEndpointThatSomebodyElseDeletesIsGoneInTheEnd() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        world.delete(id);

        assertThat(read(id).map(ProvisionedEndpoint::state).orElse("deleted")).matches("(?i)deleting|deleted");
        world.settle();
        world.settle();
        assertThat(read(id)).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aDeletionIsUnderWayUntilAwsSaysThatNothingIsLeft() {
        allowed();
        provisioner.ensureEndpoint(placement, names, service, ZONES);

        Removal ordered = done(provisioner.deleteEndpoint(placement, names, null));
        Removal repeated = done(provisioner.deleteEndpoint(placement, names, null));
        world.settle();
        Removal after = done(provisioner.deleteEndpoint(placement, names, null));
        world.settle();

        assertThat(List.of(ordered, repeated, after))
                .containsExactly(Removal.UNDER_WAY, Removal.UNDER_WAY, Removal.GONE);
        assertThat(done(provisioner.deleteEndpoint(placement, names, null))).isEqualTo(Removal.GONE);
    }

    @Test
    void aDeletionTakesEveryGeneration() {
        allowed();
        provisioner.ensureEndpoint(placement, names, service, ZONES);

        done(provisioner.deleteEndpoint(placement, names(7), null));
        world.settle();

        assertThat(done(provisioner.deleteEndpoint(placement, names, null))).isEqualTo(Removal.GONE);
    }

    @Test
    void whatWasNeverMadeIsGoneAlready() {
        assertThat(done(provisioner.deleteEndpoint(placement, names, null))).isEqualTo(Removal.GONE);
        assertThat(done(provisioner.deletePrincipal(placement, names))).isEqualTo(Removal.GONE);
        assertThat(read("vpce-0123456789abcdef0")).isEmpty();
    }

    @Test
    void anEndpointThatHasLostItsTagsIsReadAsSuchAndTaggedAgain() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();
        assertThat(read(id).orElseThrow().tagged()).isTrue();

        world.untag(id);
        ProvisionedEndpoint untagged = read(id).orElseThrow();
        ProvisionedEndpoint tagged = done(provisioner.tagEndpoint(placement, names, untagged));

        assertThat(untagged.tagged()).isFalse();
        assertThat(tagged.tagged()).isTrue();
        assertThat(listed())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.tags()).containsAllEntriesOf(names.tags()));
    }

    @Test
    void anEndpointWithoutTagsIsDeletedByItsId() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();
        world.untag(id);

        Removal byTags = done(provisioner.deleteEndpoint(placement, names, null));
        Removal byId = done(provisioner.deleteEndpoint(placement, names, id));
        world.settle();
        Removal after = done(provisioner.deleteEndpoint(placement, names, id));

        assertThat(List.of(byTags, byId, after)).containsExactly(Removal.GONE, Removal.UNDER_WAY, Removal.GONE);
    }

    @Test
    void endpointsOfAListAreDeletedTogetherAndThoseThatAreGoneDoNotMatter() {
        allowed();
        String id = done(provisioner.ensureEndpoint(placement, names, service, ZONES))
                .id();

        Removal removal = done(provisioner.deleteEndpoints(placement, List.of(id, "vpce-0123456789abcdef0")));
        world.settle();

        assertThat(removal).isEqualTo(Removal.UNDER_WAY);
        assertThat(done(provisioner.deleteEndpoint(placement, names, null))).isEqualTo(Removal.GONE);
    }

    @Test
    void principalsAreListedByTheConnectionsThatTheyBelongTo() {
        provisioner.ensurePrincipal(placement, names);
        provisioner.ensurePrincipal(
                placement, new ResourceNames(TypedId.next("ins"), tenant, TypedId.next("con"), 1, 1));

        PrincipalPage page = done(provisioner.listPrincipals(placement, installation, null));

        assertThat(page.connections()).containsExactly(connection);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void aDeletedPrincipalCanBeUsedNoMore() {
        allowed();

        Removal removal = done(provisioner.deletePrincipal(placement, names));

        assertThat(removal).isEqualTo(Removal.GONE);
        assertThat(refused(provisioner.discoverService(placement, names, service))
                        .cause())
                .isEqualTo(Cause.NOT_YET_EFFECTIVE);
    }

    @Test
    void aListHoldsWhatIsOfThisInstallationOnly() {
        allowed();
        provisioner.ensureEndpoint(placement, names, service, ZONES);
        ResourceNames elsewhere = new ResourceNames(TypedId.next("ins"), tenant, TypedId.next("con"), 1, 1);
        world.allow(
                service, done(provisioner.ensurePrincipal(placement, elsewhere)).arn());
        world.settle();
        done(provisioner.ensureEndpoint(placement, elsewhere, service, ZONES));

        assertThat(listed())
                .singleElement()
                .extracting(endpoint -> endpoint.tags().get(ResourceNames.CONNECTION_TAG))
                .isEqualTo(connection);
    }

    @Test
    void aThrottledCallIsRefusedAsSuch() {
        allowed();

        world.refuseAll("RequestLimitExceeded");

        assertThat(refused(provisioner.listEndpoints(placement, installation, null)))
                .extracting(Refusal::cause, Refusal::awsErrorCode)
                .containsExactly(Cause.THROTTLED, "RequestLimitExceeded");
        assertThat(refused(provisioner.ensureEndpoint(placement, names, service, ZONES))
                        .cause())
                .isEqualTo(Cause.THROTTLED);
        world.refuseNothing();
        done(provisioner.ensureEndpoint(placement, names, service, ZONES));
    }

    @Test
    void whatTheOperatorMayNotDoIsDenied() {
        world.refuseAll("UnauthorizedOperation");

        assertThat(refused(provisioner.listEndpoints(placement, installation, null))
                        .cause())
                .isEqualTo(Cause.DENIED);
    }

    private ResourceNames names(int generation) {
        return new ResourceNames(installation, tenant, connection, generation, 7);
    }

    private Principal effectivePrincipal() {
        provisioner.ensurePrincipal(placement, names);
        world.settle();
        return done(provisioner.ensurePrincipal(placement, names));
    }

    private void allowed() {
        world.allow(service, effectivePrincipal().arn());
    }

    private List<Listed> listed() {
        EndpointPage page = done(provisioner.listEndpoints(placement, installation, null));
        assertThat(page.nextToken()).isNull();
        return page.endpoints();
    }

    private Optional<ProvisionedEndpoint> read(String id) {
        return done(provisioner.readEndpoint(placement, names, id));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().toString());
        };
    }

    private static Refusal refused(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError("was done: " + done.value());
            case Outcome.Refused<?> refused -> refused.refusal();
        };
    }
}
