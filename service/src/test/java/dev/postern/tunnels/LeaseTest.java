package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.connections.Bastions;
import dev.postern.connections.ConnectionId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.testing.PosternTest;
import dev.postern.testing.ShiftedClock;
import dev.postern.tunnels.TunnelLeases.Abandoned;
import dev.postern.tunnels.TunnelLeases.TunnelKey;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelHost;
import dev.postern.tunnels.spi.TunnelOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A gateway lives for as long as it does its work, however long that takes. */
@SuppressWarnings("NullAway.Init") // Spring injects it
class LeaseTest extends PosternTest {

    private static final Duration LEASE = Duration.ofMillis(1_500);
    private static final Duration QUARANTINE = Duration.ofHours(24);
    private static final String NAME = "lease.test";

    @Autowired
    private TunnelLeases leases;

    @Autowired
    private TunnelTakeOver takeOver;

    @Autowired
    private Bastions bastions;

    @Autowired
    private PortRange ports;

    @Autowired
    private SystemDatabase system;

    @Test
    void aGatewayWhoseTurnTakesLongerThanItsLeaseKeepsTheLease() {
        SlowHost host = new SlowHost();
        TunnelGateway gateway =
                new TunnelGateway(properties(), leases, takeOver, bastions, host, ports, Clock.systemUTC());
        gateway.start();
        try {
            await().until(() -> host.holds.getCount() == 0);
            OffsetDateTime then = leaseUntil();

            await().until(() -> leaseUntil().isAfter(then.plus(LEASE)));

            assertThat(host.done.getCount()).as("the turn goes on").isEqualTo(1);
            assertThat(alive()).isTrue();
        } finally {
            host.done.countDown();
            gateway.stop();
        }
        assertThat(system.jdbc()
                        .sql("select count(*) from gateway where host = :host")
                        .param("host", NAME)
                        .query(Integer.class)
                        .single())
                .as("it has given its tunnels away")
                .isZero();
    }

    @Test
    void aGatewayThatIsCutOffForTooLongStopsListeningAndComesBackByItself() {
        ShiftedClock clock = new ShiftedClock();
        SlowHost host = new SlowHost();
        TunnelGateway gateway = new TunnelGateway(properties(), leases, takeOver, bastions, host, ports, clock);
        gateway.start();
        try {
            await().until(() -> host.holds.getCount() == 0);

            clock.shift(QUARANTINE.dividedBy(2));

            await().until(() -> host.told.contains("stop listening"));
            assertThat(host.told).doesNotContain("held");
            host.done.countDown();
            // What a turn found out before that does not count.
            await().until(() -> host.told.stream().filter("held"::equals).count() > 2);
            assertThat(host.told).endsWith("held", "held").containsOnlyOnce("stop listening");
        } finally {
            host.done.countDown();
            gateway.stop();
        }
    }

    @Test
    void oneWhoseTurnNeverEndsLosesItInTheEnd() {
        AtomicLong time = new AtomicLong();
        AtomicInteger renewed = new AtomicInteger();
        LeaseRenewal renewal = new LeaseRenewal(LEASE, renewed::incrementAndGet, time::get);
        time.addAndGet(LEASE.multipliedBy(20).toNanos());
        renewal.renew();
        assertThat(renewed).hasValue(1);

        time.addAndGet(LEASE.toNanos());
        renewal.renew();

        assertThat(renewed).hasValue(1);
        renewal.turned();
        renewal.renew();
        assertThat(renewed).hasValue(2);
    }

    /** Who takes tunnels has read a list of them, and may have waited since. */
    @Test
    void aTunnelWhoseGatewayHasComeBackIsNotAbandonedAnyMore() {
        String gateway = "returned-" + TenantId.next();
        Abandoned tunnel = new Abandoned(new TunnelKey(TenantId.next(), ConnectionId.next()), gateway);
        Abandoned ofNobody = new Abandoned(tunnel.key(), null);
        assertThat(leases.isAbandoned(tunnel)).isTrue();

        leases.renew(gateway, NAME, LEASE);

        assertThat(leases.isAbandoned(tunnel)).isFalse();
        assertThat(leases.isAbandoned(ofNobody)).isTrue();
        leases.release(gateway);
        assertThat(leases.isAbandoned(tunnel)).isTrue();
    }

    private static TunnelProperties properties() {
        return new TunnelProperties(
                true, NAME, 20_000, 20_999, 100, QUARANTINE, LEASE, LEASE.dividedBy(3), Duration.ofSeconds(1));
    }

    private OffsetDateTime leaseUntil() {
        return system.jdbc()
                .sql("select lease_until from gateway where host = :host")
                .param("host", NAME)
                .query(OffsetDateTime.class)
                .single();
    }

    private boolean alive() {
        return system.jdbc()
                .sql("select lease_until > now() from gateway where host = :host")
                .param("host", NAME)
                .query(Boolean.class)
                .single();
    }

    /** Does not come to an end before it is let. */
    private static final class SlowHost implements TunnelHost {

        private final CountDownLatch holds = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void hold(Collection<TunnelOrder> orders) {
            holds.countDown();
            try {
                done.await();
                told.add("held");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stopListening() {
            told.add("stop listening");
        }

        @Override
        public Map<String, TunnelCondition> conditions() {
            return Map.of();
        }

        @Override
        public void drain(Duration limit) {}
    }
}
