package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class SecondTenantTests {

    @Test
    void twoTenantsMayUseTheSameBrokerNames(KafkaBrokers acme) throws Exception {
        try (var globex = KafkaBrokers.builder()
                .brokers(1)
                .clusterId("Z2xvYmV4LWNsdXN0ZXItMQ")
                .start()) {
            assertThat(globex.advertised(1, Listener.SSL)).isEqualTo(acme.advertised(1, Listener.SSL));
            assertThat(globex.clusterId()).isEqualTo("Z2xvYmV4LWNsdXN0ZXItMQ").isNotEqualTo(acme.clusterId());
            try (var broker = OneBroker.connect(globex, 1, Listener.SSL, Map.of())) {
                assertThat(broker.metadata().clusterId()).isEqualTo(globex.clusterId());
            }
            assertThat(globex.address(1, Listener.SSL)).isNotEqualTo(acme.address(1, Listener.SSL));
        }
    }
}
