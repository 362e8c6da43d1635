package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.ShiftedClock;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {

    private static final SQLException REFUSED = new SQLException("refused", "08001");

    private final ShiftedClock clock = new ShiftedClock();
    private final Heartbeat heartbeat = new Heartbeat(clock);

    @Test
    void aDatabaseThatNeverAnsweredIsNotAway() {
        heartbeat.lost(REFUSED);

        assertThat(heartbeat.awayFor()).isEmpty();
        assertThat(heartbeat.current()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P03"})
    void whoeverCannotBeReachedIsAway(String state) {
        heartbeat.answered(heartbeat.now());

        assertThat(heartbeat.lost(new SQLException("away", state))).isTrue();

        assertThat(heartbeat.awayFor()).isPresent();
        assertThat(heartbeat.current()).isFalse();
    }

    /** A log-in that is refused, too many connections, this connection ended by an administrator; a fault of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"28P01", "53300", "57P01", "3D000", "none"})
    void whoeverSaysSomethingElseIsNotAway(String state) {
        heartbeat.answered(heartbeat.now());

        heartbeat.lost(state.equals("none") ? new IllegalStateException() : new SQLException("refused", state));

        assertThat(heartbeat.awayFor()).isEmpty();
        assertThat(heartbeat.current()).isFalse();
    }

    @Test
    void timeCountsFromTheLastAnswerAndEndsWithTheNext() {
        heartbeat.answered(heartbeat.now());
        heartbeat.lost(REFUSED);
        clock.shift(Duration.ofMinutes(3));

        assertThat(heartbeat.lost(REFUSED)).as("it was away before").isFalse();
        assertThat(heartbeat.awayFor().orElseThrow()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));

        heartbeat.answered(heartbeat.now());

        assertThat(heartbeat.awayFor()).isEmpty();
        assertThat(heartbeat.current()).isTrue();
    }

    @Test
    void aClockThatIsSetBackMakesNothingYoung() {
        heartbeat.answered(heartbeat.now());
        heartbeat.lost(REFUSED);
        clock.shift(Duration.ofHours(-1));

        assertThat(heartbeat.awayFor().orElseThrow()).isPositive();
    }
}
