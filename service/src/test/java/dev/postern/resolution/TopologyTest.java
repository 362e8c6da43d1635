package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration FORGET = Duration.ofMinutes(10);

    @Test
    void aBrokerThatRestartsKeepsItsPlace() {
        Topology before = Topology.UNKNOWN.observed(metadata("1=b-1:9092", "2=b-2:9092"), NOON, FORGET);

        Topology without = before.observed(metadata("1=b-1:9092"), NOON.plusSeconds(60), FORGET);
        Topology again = without.observed(metadata("1=b-1:9092", "2=b-2:9092"), NOON.plusSeconds(120), FORGET);

        assertThat(shown(without)).containsExactly("1=b-1:9092", "2=b-2:9092 missing");
        assertThat(shown(again)).containsExactly("1=b-1:9092", "2=b-2:9092");
    }

    @Test
    void aBrokerThatStaysAwayIsForgotten() {
        Topology topology = Topology.UNKNOWN
                .observed(metadata("1=b-1:9092", "2=b-2:9092"), NOON, FORGET)
                .observed(metadata("1=b-1:9092"), NOON.plusSeconds(60), FORGET);

        assertThat(shown(topology.observed(metadata("1=b-1:9092"), NOON.plusSeconds(659), FORGET)))
                .hasSize(2);
        assertThat(shown(topology.observed(metadata("1=b-1:9092"), NOON.plusSeconds(660), FORGET)))
                .containsExactly("1=b-1:9092");
    }

    @Test
    void aMissingBrokerGivesWayToOneWithItsIdOrAddress() {
        Topology topology = Topology.UNKNOWN.observed(metadata("1=b-1:9092", "2=b-2:9092"), NOON, FORGET);

        assertThat(shown(topology.observed(metadata("3=B-1:9092", "2=moved:9092"), NOON, FORGET)))
                .containsExactly("2=moved:9092", "3=B-1:9092");
    }

    @Test
    void anotherClusterChangesNothingButIsNoted() {
        Topology before = Topology.UNKNOWN.observed(metadata("1=b-1:9092"), NOON, FORGET);

        Topology after = before.observed(
                new ClusterMetadata("another", metadata("7=b-7:9092").brokers()), NOON.plusSeconds(60), FORGET);

        assertThat(after.kafkaClusterId()).isEqualTo("ours");
        assertThat(after.brokers()).isEqualTo(before.brokers());
        assertThat(after.observedAt()).isEqualTo(NOON);
        assertThat(after.otherCluster()).isEqualTo(new OtherCluster("another", NOON.plusSeconds(60)));
        assertThat(after.observed(metadata("1=b-1:9092"), NOON.plusSeconds(120), FORGET)
                        .otherCluster())
                .isNull();
    }

    @Test
    void whoLooksAtATopologyIsToldOfWhatIsAnotherNowAndNotOfEachLook() {
        Topology before = Topology.UNKNOWN.observed(metadata("1=b-1:9092"), NOON, FORGET);
        Topology failed = before.failed(new LookFailure(NOON, ProbeFailure.LOGIN_REFUSED, "no"));
        Instant later = NOON.plusSeconds(60);

        assertThat(before.observed(metadata("1=b-1:9092"), later, FORGET).looksLike(before))
                .isTrue();
        assertThat(failed.failed(new LookFailure(later, ProbeFailure.LOGIN_REFUSED, "still no"))
                        .looksLike(failed))
                .isTrue();
        assertThat(failed.looksLike(before)).isFalse();
        assertThat(failed.failed(new LookFailure(later, null, "nobody there")).looksLike(failed))
                .isFalse();
        assertThat(failed.observed(metadata("1=b-1:9092"), later, FORGET).looksLike(failed))
                .isFalse();
        assertThat(before.observed(metadata("2=b-2:9092"), later, FORGET).looksLike(before))
                .isFalse();
        assertThat(before.observed(
                                new ClusterMetadata(
                                        "another",
                                        before.brokers().stream()
                                                .map(KnownBroker::broker)
                                                .toList()),
                                later,
                                FORGET)
                        .looksLike(before))
                .isFalse();
    }

    private static ClusterMetadata metadata(String... brokers) {
        return new ClusterMetadata(
                "ours",
                Arrays.stream(brokers)
                        .map(text -> text.split("="))
                        .map(parts -> new AdvertisedBroker(Integer.parseInt(parts[0]), HostPort.parse(parts[1]), null))
                        .toList());
    }

    private static List<String> shown(Topology topology) {
        return topology.brokers().stream()
                .map(known -> "%d=%s%s"
                        .formatted(
                                known.broker().nodeId(), known.broker().address(), known.missing() ? " missing" : ""))
                .toList();
    }
}
