package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.MetadataOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TcpOutcome;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 127.0.0.1 is a network that the operator allows here; 127.0.0.2 is our own, in which a trap listens. */
class BrokerDiallerTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final HostPort BROKER = new HostPort("b-1.internal", 9092);
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");
    private static final String ALLOWED = "127.0.0.1/32";

    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void ofANameThatLeadsSomewhereElseASecondLaterTheAddressThatWasCheckedIsDialled() throws IOException {
        try (ScriptedServer broker = aBroker();
                ScriptedServer trap = ScriptedServer.trap("127.0.0.2", broker.port())) {
            MetadataOutcome outcome = ask(rebinding(List.of(OUTSIDE), List.of(INSIDE)), broker.port());

            assertThat(outcome).isInstanceOf(MetadataOutcome.Answered.class);
            assertThat(lookups).hasValue(1);
            assertThat(trap.accepted()).isZero();
        }
    }

    @Test
    void aNameThatLeadsInsideAtFirstIsNotLookedUpAgainUntilItDoesNot() throws IOException {
        try (ScriptedServer broker = aBroker();
                ScriptedServer trap = ScriptedServer.trap("127.0.0.2", broker.port())) {
            MetadataOutcome outcome = ask(rebinding(List.of(INSIDE), List.of(OUTSIDE)), broker.port());

            assertThat(failures(outcome)).containsExactly(ProbeFailure.ADDRESS_FORBIDDEN);
            assertThat(lookups).hasValue(1);
            assertThat(trap.accepted() + broker.accepted()).isZero();
        }
    }

    @Test
    void ofSeveralAddressesOfANameEachIsCheckedAndTheForbiddenOnesAreNotEvenNamed() {
        NameOutcome outcome = new BrokerDialler(TestDialler.knowing(
                        rebinding(List.of(INSIDE, OUTSIDE, InetAddress.ofLiteral("169.254.169.254"))), ALLOWED))
                .resolve(TestTarget.TENANT, "endpoint.example", WAIT);

        assertThat(outcome).isEqualTo(new NameOutcome.Resolved(List.of(OUTSIDE), 2));
    }

    /** However a host is spelled: what counts is the address that comes of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.2",
                "127.2",
                "2130706434",
                "localhost.",
                "::1",
                "[::1]",
                "0",
                "0.0.0.0",
                "::ffff:7f00:2",
                "::ffff:127.0.0.2",
                "169.254.169.254",
                "2852039166",
                "0x7f.2",
                "127.0.0.2.nip.invalid"
            })
    void noSpellingOfAnInnerAddressLeadsThere(String host) {
        assertThat(new BrokerDialler(TestDialler.allowing()).resolve(TestTarget.TENANT, host, WAIT))
                .isNotInstanceOf(NameOutcome.Resolved.class);
    }

    /** So nobody finds out by us what runs in our network: open port, closed port and no machine are the same. */
    @Test
    void aForbiddenAddressSaysOnlyThatItIsForbidden() throws IOException {
        try (ScriptedServer trap = ScriptedServer.trap("127.0.0.2", 0)) {
            List<ProbeTarget> targets = Stream.of("127.0.0.2", "127.0.0.3", "10.255.255.1", "169.254.169.254", "::1")
                    .flatMap(ip -> Stream.of(trap.port(), 1).map(port -> new ProbeTarget(BROKER, ip(ip), port)))
                    .toList();
            BrokerProbe probe = probe(InetAddress::getAllByName);

            assertThat(targets.stream()
                            .map(target -> probe.connect(target, WAIT))
                            .distinct())
                    .containsExactly(new TcpOutcome.Forbidden());
            assertThat(targets.stream()
                            .map(target -> probe.apiVersions(target, TestTarget.plaintext(), WAIT))
                            .distinct())
                    .containsExactly(new ApiVersionsOutcome.Failed(
                            new ProbeError(ProbeFailure.ADDRESS_FORBIDDEN, BrokerDialler.FORBIDDEN)));
            assertThat(trap.accepted()).isZero();
        }
    }

    @Test
    void whatAHostileBrokerAdvertisesIsWrittenDownAndNeverDialled() throws IOException {
        try (ScriptedServer trap = ScriptedServer.trap("127.0.0.1", 0);
                ScriptedServer inner = ScriptedServer.trap("127.0.0.2", 0);
                ScriptedServer hostile = ScriptedBroker.knowing(
                        5,
                        request -> Answers.metadata(
                                "c",
                                List.of(
                                        Answers.broker(1, "127.0.0.1", trap.port()),
                                        Answers.broker(2, "127.0.0.2", inner.port()),
                                        Answers.broker(3, "169.254.169.254", 80))))) {
            BrokerProbe probe = probe(InetAddress::getAllByName);
            ClusterMetadata metadata = ((MetadataOutcome.Answered)
                            new KafkaMetadataSource(probes(InetAddress::getAllByName))
                                    .metadata(
                                            TestTarget.TENANT,
                                            List.of(way("127.0.0.1", hostile.port())),
                                            TestTarget.plaintext(),
                                            WAIT))
                    .metadata();

            metadata.brokers()
                    .forEach(broker -> probe.identify(
                            new ProbeTarget(broker.address(), OUTSIDE, hostile.port()),
                            TestTarget.plaintext(),
                            broker.nodeId(),
                            metadata,
                            WAIT));

            assertThat(metadata.brokers()).hasSize(3);
            assertThat(trap.accepted() + inner.accepted()).isZero();
        }
    }

    private static ScriptedServer aBroker() {
        return ScriptedBroker.knowing(
                4, request -> Answers.metadata("c", List.of(Answers.broker(1, "b-1.internal", 9092))));
    }

    /** Answers each look-up with the next list, and with the last one from then on. */
    @SafeVarargs
    private TestDialler.Names rebinding(List<InetAddress>... answers) {
        return host -> answers[Math.min(lookups.getAndIncrement(), answers.length - 1)].toArray(InetAddress[]::new);
    }

    private static MetadataOutcome ask(TestDialler.Names names, int port) {
        return new KafkaMetadataSource(probes(names))
                .metadata(TestTarget.TENANT, List.of(way("rebinding.example", port)), TestTarget.plaintext(), WAIT);
    }

    private static BrokerProbe probe(TestDialler.Names names) {
        return probes(names).begin(TestTarget.TENANT);
    }

    private static BrokerProbes probes(TestDialler.Names names) {
        return TestTarget.probes(new BrokerDialler(TestDialler.knowing(names, ALLOWED)), Clock.systemUTC());
    }

    private static BrokerWay way(String host, int port) {
        return new BrokerWay(BROKER, new HostPort(host, port));
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    private static List<ProbeFailure> failures(MetadataOutcome outcome) {
        return ((MetadataOutcome.Unanswered) outcome)
                .failures().stream().map(MetadataOutcome.Failure::cause).toList();
    }
}
