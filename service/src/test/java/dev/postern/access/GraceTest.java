package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class GraceTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void whileTheDatabaseAnswersThereIsNoGrace() {
        Grace grace = new Grace(Optional::empty, LIMIT);

        assertThat(grace.open()).isEmpty();
        assertThat(health(grace)).isEqualTo(Status.UP);
    }

    @Test
    void itLastsUpToItsLimitAndNotALongerTime() {
        Grace open = new Grace(() -> Optional.of(LIMIT.minusSeconds(1)), LIMIT);
        Grace over = new Grace(() -> Optional.of(LIMIT), LIMIT);

        assertThat(open.open()).isPresent();
        assertThat(open.left()).isEqualTo(Duration.ofSeconds(1));
        assertThat(health(open)).isEqualTo(Status.UP);
        assertThat(over.open()).isEmpty();
        assertThat(over.left()).isZero();
        assertThat(health(over)).isEqualTo(Status.DOWN);
    }

    @Test
    void zeroIsNone() {
        assertThat(new Grace(() -> Optional.of(Duration.ZERO), Duration.ZERO).open())
                .isEmpty();
    }

    @Test
    void nobodyCanSetMoreThanFiveMinutes() {
        assertThatThrownBy(() -> new GraceProperties(LIMIT.plusSeconds(1))).hasMessageContaining("from 0 to 5m");
        assertThatThrownBy(() -> new GraceProperties(Duration.ofSeconds(-1))).hasMessageContaining("from 0 to 5m");
    }

    private static Status health(Grace grace) {
        return new DataPlaneHealth(grace).health().getStatus();
    }
}
