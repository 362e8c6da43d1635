package dev.postern.resolution;

import static dev.postern.resolution.Scenes.address;
import static dev.postern.resolution.Scenes.broker;
import static dev.postern.resolution.Scenes.cluster;
import static dev.postern.resolution.Scenes.fixed;
import static dev.postern.resolution.Scenes.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.RoutePort;
import org.junit.jupiter.api.Test;

class MappingJoinTest {

    @Test
    void onlyABrokerBehindATunnelMayWaitForAPort() {
        Cluster tunnelled = cluster("b-1.kafka:9092", null, address("*:*", new RoutePort.Tunnel()));
        Cluster direct = cluster("b-1.kafka:9092", null, address("b-1.kafka:9092", fixed(9001)));

        assertThat(MappingJoin.waitsForPort(tunnelled, join(tunnelled, broker(1, "b-1.kafka:9092"))))
                .isTrue();
        assertThat(MappingJoin.waitsForPort(tunnelled, MappingContent.EMPTY)).isFalse();
        assertThat(MappingJoin.waitsForPort(direct, join(direct, broker(2, "b-2.kafka:9092"))))
                .isFalse();
    }
}
