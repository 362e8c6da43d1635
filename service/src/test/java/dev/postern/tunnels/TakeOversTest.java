package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.TenantId;
import dev.postern.tunnels.TunnelLeases.Abandoned;
import dev.postern.tunnels.TunnelLeases.TunnelKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One tenant's tunnels keep nobody else's waiting. */
class TakeOversTest {

    private final TenantId slow = TenantId.next();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Abandoned> begun = new CopyOnWriteArrayList<>();
    private final TakeOvers takeOvers = new TakeOvers(this::take);

    @AfterEach
    void stop() {
        end.countDown();
        takeOvers.end(Duration.ofSeconds(10));
    }

    @Test
    void aTenantWhoseTunnelsTakeLongKeepsNobodyElseWaiting() {
        List<Abandoned> theirs = Stream.generate(() -> tunnel(slow)).limit(50).toList();
        Abandoned other = tunnel(TenantId.next());

        takeOvers.begin(Stream.concat(theirs.stream(), Stream.of(other)).toList());

        await().until(() -> begun.size() == 2);
        assertThat(begun).containsExactlyInAnyOrder(theirs.getFirst(), other);
    }

    @Test
    void whatIsBeingTakenIsNotBegunAgain() {
        Abandoned tunnel = tunnel(slow);
        takeOvers.begin(List.of(tunnel));
        await().until(() -> begun.size() == 1);

        takeOvers.begin(List.of(tunnel));
        Abandoned other = tunnel(TenantId.next());
        takeOvers.begin(List.of(other));

        await().until(() -> begun.contains(other));
        assertThat(begun).containsExactly(tunnel, other);
    }

    @Test
    void allOfATenantAreTakenInTheEnd() {
        TenantId quick = TenantId.next();
        List<Abandoned> theirs = Stream.generate(() -> tunnel(quick)).limit(20).toList();

        takeOvers.begin(theirs);

        await().untilAsserted(() -> assertThat(begun).containsExactlyElementsOf(theirs));
    }

    private void take(Abandoned tunnel) {
        begun.add(tunnel);
        if (tunnel.key().tenantId().equals(slow)) {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Abandoned tunnel(TenantId tenant) {
        return new Abandoned(new TunnelKey(tenant, ConnectionId.next()), null);
    }
}
