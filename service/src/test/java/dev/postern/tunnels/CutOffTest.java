package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelHost;
import dev.postern.tunnels.spi.TunnelOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CutOffTest {

    private static final Duration QUARANTINE = Duration.ofHours(24);
    private static final Duration ALMOST = Duration.ofHours(12).minusSeconds(1);

    private final Time time = new Time();
    private final Host host = new Host();
    private final CutOff cutOff = new CutOff(QUARANTINE, host, time, () -> time.nanos);

    @Test
    void aGatewayStopsListeningOnceAfterHalfOfTheQuarantineAndNotBefore() {
        time.pass(ALMOST);
        cutOff.look();
        assertThat(host.stopped).isZero();

        time.pass(Duration.ofSeconds(1));
        cutOff.look();
        cutOff.look();

        assertThat(host.stopped).isEqualTo(1);
    }

    @Test
    void whoReachesTheDatabaseNowAndThenGoesOnListening() {
        for (int times = 0; times < 5; times++) {
            time.pass(ALMOST);
            cutOff.heard(cutOff.now());
            cutOff.look();
        }

        assertThat(host.stopped).isZero();
    }

    @Test
    void whoReachesItAgainStopsAgainWhenItIsCutOffAgain() {
        time.pass(QUARANTINE);
        cutOff.look();
        cutOff.heard(cutOff.now());
        cutOff.look();
        assertThat(host.stopped).isEqualTo(1);

        time.pass(QUARANTINE);
        cutOff.look();

        assertThat(host.stopped).isEqualTo(2);
    }

    /** What counts is when the database was asked, not when one has done what it said. */
    @Test
    void anAnswerThatTookTooLongIsNone() {
        CutOff.Moment asked = cutOff.now();
        time.pass(QUARANTINE);

        assertThat(cutOff.isOld(asked)).isTrue();
        assertThat(cutOff.isOld(cutOff.now())).isFalse();
        cutOff.heard(asked);
        cutOff.look();
        assertThat(host.stopped).isEqualTo(1);
    }

    @Test
    void aMachineThatSleptAndAClockThatWasSetBackMakeNothingYoung() {
        time.now = time.now.plus(QUARANTINE);
        cutOff.look();
        assertThat(host.stopped).as("slept").isEqualTo(1);
        cutOff.heard(cutOff.now());

        time.now = time.now.minus(QUARANTINE);
        time.nanos += QUARANTINE.toNanos();
        cutOff.look();

        assertThat(host.stopped).as("set back").isEqualTo(2);
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-11-22T09:00:00Z");
        private long nanos;

        void pass(Duration duration) {
            now = now.plus(duration);
            nanos += duration.toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Host implements TunnelHost {

        private int stopped;

        @Override
        public void hold(Collection<TunnelOrder> orders) {}

        @Override
        public void stopListening() {
            stopped++;
        }

        @Override
        public Map<String, TunnelCondition> conditions() {
            return Map.of();
        }

        @Override
        public void drain(Duration limit) {}
    }
}
