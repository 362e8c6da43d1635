package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.Visitor;
import java.io.IOException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class BehindBastionTests {
    private final KafkaBrokers cluster;

    BehindBastionTests(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @Test
    void aBrokerIsReachedThroughABastionUnderTheNameThatItAdvertises() throws IOException {
        var advertised = cluster.advertised(2, Listener.PLAINTEXT);
        try (var visitor = new Visitor();
                var bastion = Bastion.open(TenantKafka.network(cluster))) {
            bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"%s:%d\""
                    .formatted(advertised.getHostString(), advertised.getPort())));
            try (var session = visitor.logIn(bastion)) {
                var forwarded = session.startLocalPortForwarding(
                        new SshdSocketAddress("127.0.0.1", 0),
                        new SshdSocketAddress(advertised.getHostString(), advertised.getPort()));

                try (var broker = OneBroker.at(cluster, 2, forwarded.getPort())) {
                    assertThat(broker.metadata().clusterId()).isEqualTo(cluster.clusterId());
                }
            }
        }
    }
}
