package dev.postern.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void oneSlowRunDoesNotMoveTheMedian() {
        assertThat(new Sample(List.of(3.0, 900.0, 1.0)).median()).isEqualTo(3.0);
        assertThat(new Sample(List.of(4.0, 900.0, 1.0, 2.0)).median()).isEqualTo(3.0);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Sample quietThenNoisy = new Sample(List.of(2.0, 20.0));

        assertThat(quietThenNoisy.per(new Sample(List.of(1.0, 10.0))).values()).containsExactly(2.0, 2.0);
    }

    @Test
    void aSampleIsWrittenWithItsSpread() {
        assertThat(new Sample(List.of(1.253, 123.4, 0.5))).hasToString("1.25 (0.50-123)");
    }
}
