package dev.postern.kafka;

import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Looks at real brokers. */
@Component
final class KafkaBrokerProbes implements BrokerProbes {

    private final BrokerDialler dialler;
    private final Clock clock;
    private final AnswerMemory memory;
    private final Computing computing;
    private final Handshakes handshakes;

    KafkaBrokerProbes(
            BrokerDialler dialler, Clock clock, AnswerMemory memory, Computing computing, Handshakes handshakes) {
        this.dialler = dialler;
        this.clock = clock;
        this.memory = memory;
        this.computing = computing;
        this.handshakes = handshakes;
    }

    @Override
    public BrokerProbe begin(TenantId tenant) {
        return new KafkaBrokerProbe(new ProbeMeans(
                tenant,
                dialler,
                clock,
                memory,
                computing,
                handshakes,
                new LedPartitions(),
                new SaltedPasswords(tenant, computing),
                new TlsMaterials()));
    }
}
