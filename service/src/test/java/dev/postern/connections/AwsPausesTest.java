package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Throttling by AWS, and what all replicas make of it: they have nothing in common but the database. */
class AwsPausesTest extends ReconcilerTest {

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private AwsPauses pauses;

    @Test
    void whenAwsThrottlesOneConnectionTheOthersOfThatAccountAndRegionAskNothing() {
        ConnectionKey throttled = world.create(world.openService());
        ConnectionKey other = world.create(world.openService());
        world.aws().refuseAll(new Refusal(Cause.THROTTLED, "RequestLimitExceeded", "slow down"));
        world.activate(throttled);
        world.aws().refuseNothing();
        world.aws().calls();

        Activation after = world.reconciler().activate(other);

        assertThat(world.aws().calls()).isEmpty();
        assertThat(after)
                .isInstanceOfSatisfying(
                        Activation.Again.class,
                        again -> assertThat(again.at()).isAfter(world.clock().instant()));
        world.clock().advance(Duration.ofSeconds(3));
        world.activate(other);
        assertThat(world.aws().calls()).isNotEmpty();
    }

    @Test
    void anotherAccountGoesOn() {
        PlacementId elsewhere = new PlacementId("us-east-1", "222222222222", "vpc-9");
        pauses.throttled(ReconcilerWorld.PLACE);
        world.placements().set(new Placement(elsewhere, ReconcilerWorld.ZONES, 50, 1_000));

        world.activate(world.create(world.openService()));

        assertThat(world.aws().calls()).containsExactly("ensurePrincipal");
    }

    @Test
    void aPauseGrowsWhenAwsAsksAgainAndIsForgottenAfterAWhile() {
        Duration first = pause();
        world.clock().advance(first);
        Duration second = pause();
        world.clock().advance(second.plus(Duration.ofMinutes(2)));

        assertThat(second).isGreaterThan(first);
        assertThat(pause()).isEqualTo(first);
    }

    @Test
    void callsThatWereUnderWayTogetherCountOnce() {
        Duration first = pause();

        assertThat(pause()).isEqualTo(first);
    }

    private Duration pause() {
        pauses.throttled(ReconcilerWorld.PLACE);
        return Duration.between(
                world.clock().instant(), pauses.until(ReconcilerWorld.PLACE).orElseThrow());
    }
}
