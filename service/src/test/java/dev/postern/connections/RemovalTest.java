package dev.postern.connections;

import static dev.postern.connections.ConnectionReason.DELETING_ENDPOINT;
import static dev.postern.connections.ConnectionReason.DELETING_PRINCIPAL;
import static dev.postern.connections.ConnectionReason.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From a request for deletion to a tombstone, and the end of that. */
class RemovalTest extends ReconcilerTest {

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private ConnectionDirectory directory;

    @Test
    void aConnectionIsGoneOnlyWhenAwsSaysSo() {
        ConnectionKey key = world.ready();
        world.delete(key);

        PrivateLinkConnection deleting = world.activate(key);
        PrivateLinkConnection stillDeleting = world.activate(key);
        world.aws().settle();
        PrivateLinkConnection deleted = world.activate(key);

        assertThat(deleting.state().reason()).isEqualTo(DELETING_ENDPOINT);
        assertThat(stillDeleting.state().reason()).isEqualTo(DELETING_ENDPOINT);
        assertThat(deleted.state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(deleted.holdings().endpoint()).isNull();
        assertThat(deleted.holdings().principal()).isNull();
        assertThat(deleted.progress().nextStepAt()).isNull();
        assertThat(world.aws().roleNames())
                .noneMatch(name ->
                        name.equals(deleted.names("ins_" + "0".repeat(26)).roleName()));
        assertThat(world.reasons(key))
                .endsWith(REQUESTED, DELETING_ENDPOINT, DELETING_ENDPOINT, DELETING_PRINCIPAL, REQUESTED);
    }

    @Test
    void theObserverTellsWhenADeletionHasComeAbout() {
        ConnectionKey key = world.ready();
        world.delete(key);
        world.activate(key);
        assertThat(world.observe()).isEmpty();

        world.aws().settle();

        assertThat(world.observe()).containsExactly(key);
        world.aws().settle();
        assertThat(world.observe()).containsExactly(key);
    }

    @Test
    void aConnectionThatWasNeverPlacedIsGoneAtOnceAndAwsIsNotAsked() {
        ConnectionKey key = world.create(null);
        world.delete(key);

        PrivateLinkConnection deleted = world.activate(key);

        assertThat(deleted.state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(world.aws().calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whateverAwsAnswersADeletionIsNeverGivenUp(Cause cause) {
        ConnectionKey key = world.ready();
        world.delete(key);
        world.aws().refuseAll(new Refusal(cause, "SomeCode", "no"));

        for (int i = 0; i < 30; i++) {
            world.activate(key);
        }

        PrivateLinkConnection stuck = world.read(key);
        assertThat(stuck.state().phase()).isEqualTo(ConnectionPhase.DELETING);
        assertThat(stuck.state().note().awsErrorCode()).isEqualTo("SomeCode");
        assertThat(stuck.progress().nextStepAt()).isNotNull();
        world.aws().refuseNothing();
        world.clock().advance(Duration.ofMinutes(1)); // AWS may have asked to slow down
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
    }

    @Test
    void aRequestThatComesDuringALookIsNotForgottenWhenTheLookFindsNothingNew() {
        ConnectionKey key = world.ready();
        world.aws().meanwhile(() -> world.delete(key));

        assertThat(world.reconciler().activate(key))
                .isEqualTo(new Activation.Again(world.clock().instant()));
    }

    @Test
    void whatIsOverdueIsFoundForRescue() {
        ConnectionKey key = world.create(null);
        assertThat(directory.overdue(world.clock().instant(), 1_000)).doesNotContain(key);

        world.clock().advance(Duration.ofMinutes(1));

        assertThat(directory.overdue(world.clock().instant(), 1_000)).contains(key);
    }

    @Test
    void aTombstoneAndItsHistoryGoWhenTheirTimeHasCome() {
        ConnectionKey gone = world.create(null);
        world.delete(gone);
        world.activate(gone);
        ConnectionKey alive = world.create(null);
        world.clock().advance(Duration.ofDays(31));

        directory.purge(
                world.clock().instant().minus(Duration.ofDays(30)),
                world.clock().instant().minus(Duration.ofDays(400)));

        assertThat(count("connection", gone)).isZero();
        assertThat(count("connection_history", gone)).isZero();
        assertThat(count("connection", alive)).isOne();
        assertThat(count("connection_history", alive)).isOne();
    }

    private int count(String table, ConnectionKey key) {
        return world.system()
                .jdbc()
                .sql("select count(*) from %s where tenant_id = :tenant".formatted(table))
                .param("tenant", key.tenantId().value())
                .query(Integer.class)
                .single();
    }
}
