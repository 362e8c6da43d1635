package dev.postern.resolution;

import static dev.postern.resolution.Scenes.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every mapping, whatever the routes, the brokers and the endpoints. */
class MappingRulesPropertyTest {

    /** Everything that a mapping is joined from. */
    record Scene(Cluster cluster, Map<ConnectionId, ConnectionEndpoint> endpoints, List<KnownBroker> brokers) {

        MappingContent join() {
            return Scenes.join(cluster, endpoints, brokers);
        }
    }

    @Property
    void theFirstRouteThatMatchesDecidesAndNoMatchFailsClosed(@ForAll("scenes") Scene scene) {
        MappingContent content = scene.join();
        for (KnownBroker broker : scene.brokers()) {
            HostPort address = broker.broker().address();
            int nodeId = broker.broker().nodeId();
            Optional<Route> first = scene.cluster().routes().stream()
                    .filter(route -> matches(route, address, nodeId))
                    .findFirst();
            Optional<MappingEntry> entry = content.entries().stream()
                    .filter(one -> one.address().key().equals(address.key()))
                    .findFirst();
            if (first.isEmpty()) {
                assertThat(entry).as("%s has no route", address).isEmpty();
            }
            entry.ifPresent(one -> {
                assertThat(one.connectionId()).isEqualTo(first.orElseThrow().connectionId());
                assertThat(one.targetPort()).isEqualTo(port(first.orElseThrow().port(), address, nodeId));
            });
            assertThat(entry.isPresent())
                    .as("%s is either mapped or named as unroutable", address)
                    .isNotEqualTo(content.unroutable().stream()
                            .anyMatch(one -> one.address().key().equals(address.key())));
        }
    }

    @Property
    void everyTargetIsAnEndpointOfOursAndNeverTheBrokersOwnAddress(@ForAll("scenes") Scene scene) {
        Set<String> ours = new HashSet<>();
        scene.endpoints().values().forEach(endpoint -> endpoint.dnsNames().forEach(name -> ours.add(name.name())));
        assertThat(targets(scene.join())).allMatch(target -> ours.contains(target.host()));
    }

    /** What the tenant is told to build, and what clients are told to follow, must be the same. */
    @Property
    void everyListenerThatTheMappingLeadsToIsWantedAndTheOtherWayRound(@ForAll("scenes") Scene scene) {
        List<WantedListener> wanted = WantedListeners.of(scene.cluster(), CONNECTION, scene.brokers(), 50);
        MappingContent content = scene.join();

        content.entries().stream()
                .filter(entry -> entry.connectionId().equals(CONNECTION))
                .forEach(entry -> assertThat(wanted)
                        .anyMatch(listener -> listener.port() == entry.targetPort()
                                && Objects.equals(listener.nodeId(), entry.nodeId())
                                && entry.address().equals(listener.broker())));
        BootstrapRoute anyBroker = scene.cluster().bootstrapRoute();
        content.bootstrap().stream()
                .filter(entry -> entry.connectionId().equals(CONNECTION))
                .filter(entry -> anyBroker == null || anyBroker.port() != entry.targetPort())
                .forEach(entry -> assertThat(wanted)
                        .anyMatch(listener -> listener.port() == entry.targetPort()
                                && entry.address().equals(listener.broker())));
        assertThat(wanted)
                .filteredOn(listener -> listener.nodeId() != null && listener.known())
                .allMatch(listener -> scene.brokers().stream()
                        .anyMatch(broker -> Objects.equals(broker.broker().nodeId(), listener.nodeId())
                                && broker.broker().address().equals(listener.broker())));
    }

    @Property
    void anAddressStandsOnce(@ForAll("scenes") Scene scene) {
        MappingContent content = scene.join();
        assertThat(mapped(content)).doesNotHaveDuplicates();
        assertThat(content.bootstrap())
                .noneMatch(entry -> scene.brokers().stream()
                        .anyMatch(broker -> broker.broker()
                                .address()
                                .key()
                                .equals(entry.address().key())));
    }

    @Property
    void whatIsUnroutableIsNeverMapped(@ForAll("scenes") Scene scene) {
        MappingContent content = scene.join();
        List<String> mapped = mapped(content);
        assertThat(content.unroutable())
                .noneMatch(broker -> mapped.contains(broker.address().key()));
    }

    @Property
    void noTwoBrokersShareATarget(@ForAll("scenes") Scene scene) {
        assertThat(scene.join().entries().stream().map(entry -> entry.target().key()))
                .doesNotHaveDuplicates();
    }

    @Property
    void theOrderInWhichBrokersComeDoesNotMatter(@ForAll("scenes") Scene scene, @ForAll long seed) {
        List<KnownBroker> shuffled = new ArrayList<>(scene.brokers());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(new Scene(scene.cluster(), scene.endpoints(), shuffled).join())
                .isEqualTo(scene.join());
    }

    @Property
    void aMissingBrokerNeverCostsAnotherItsWayIn(
            @ForAll("scenes") Scene scene, @ForAll @IntRange(max = 6) int missing) {
        List<KnownBroker> present = scene.brokers()
                .subList(
                        Math.min(missing, scene.brokers().size()),
                        scene.brokers().size());
        List<KnownBroker> all = new ArrayList<>(present);
        scene.brokers().stream()
                .limit(missing)
                .filter(gone -> present.stream()
                        .noneMatch(broker -> broker.broker()
                                .address()
                                .key()
                                .equals(gone.broker().address().key())))
                .forEach(gone -> all.add(new KnownBroker(gone.broker(), Instant.EPOCH)));

        assertThat(new Scene(scene.cluster(), scene.endpoints(), all).join().entries())
                .containsAll(new Scene(scene.cluster(), scene.endpoints(), present)
                        .join()
                        .entries());
    }

    @Property
    void theVersionGrowsByOneExactlyWhenTheContentChanges(@ForAll("histories") List<Scene> history) {
        ResolverMapping mapping = ResolverMapping.first(
                TenantId.next(), ClusterId.next(), history.getFirst().join(), Instant.EPOCH);
        for (Scene scene : history) {
            MappingContent content = scene.join();
            ResolverMapping next = mapping.with(content, Instant.EPOCH.plusSeconds(1));
            boolean changed = !content.equals(mapping.content());
            assertThat(next.version()).isEqualTo(mapping.version() + (changed ? 1 : 0));
            assertThat(next.content()).isEqualTo(content);
            mapping = next;
        }
    }

    private static Stream<HostPort> targets(MappingContent content) {
        return Stream.concat(
                content.entries().stream().map(MappingEntry::target),
                content.bootstrap().stream().map(BootstrapEntry::target));
    }

    private static List<String> mapped(MappingContent content) {
        return Stream.concat(
                        content.entries().stream().map(MappingEntry::address),
                        content.bootstrap().stream().map(BootstrapEntry::address))
                .map(HostPort::key)
                .toList();
    }

    private static boolean matches(Route route, HostPort address, int nodeId) {
        return switch (route.match()) {
            case RouteMatch.ByAddress byAddress -> byAddress.pattern().matches(address);
            case RouteMatch.ByNodeId byNodeId -> byNodeId.nodeIds().contain(nodeId);
        };
    }

    private static int port(RoutePort port, HostPort address, int nodeId) {
        return switch (port) {
            case RoutePort.Fixed fixed -> fixed.port();
            case RoutePort.Same same -> address.port();
            case RoutePort.NodeIdPlus plus -> plus.offset() + nodeId;
            case RoutePort.Tunnel tunnel -> -1;
        };
    }

    @Provide
    Arbitrary<List<Scene>> histories() {
        return scenes().list().ofMinSize(1).ofMaxSize(6);
    }

    /** Few hosts, ports and node ids, so that matches and conflicts are common. */
    @Provide
    Arbitrary<Scene> scenes() {
        Arbitrary<Map<ConnectionId, ConnectionEndpoint>> endpoints = Arbitraries.of(
                Scenes.endpoints(Scenes.endpoint(true)),
                Scenes.endpoints(Scenes.endpoint(true)),
                Scenes.endpoints(Scenes.endpoint(false)),
                Map.of());
        Arbitrary<List<KnownBroker>> brokers = Combinators.combine(
                        Arbitraries.integers().between(0, 6), addresses())
                .as(Scenes::broker)
                .list()
                .uniqueElements(broker -> broker.broker().nodeId())
                .ofMaxSize(6);
        return Combinators.combine(clusters(), endpoints, brokers).as(Scene::new);
    }

    private static Arbitrary<Cluster> clusters() {
        Arbitrary<BootstrapRoute> bootstrapRoute =
                Arbitraries.of(new BootstrapRoute(CONNECTION, 9091)).injectNull(0.5);
        return Combinators.combine(
                        addresses()
                                .list()
                                .uniqueElements(String::toLowerCase)
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        bootstrapRoute,
                        routes().list().ofMaxSize(5))
                .as((bootstrap, route, routes) ->
                        Scenes.cluster(String.join(" ", bootstrap), route, routes.toArray(Route[]::new)));
    }

    private static Arbitrary<Route> routes() {
        Arbitrary<RoutePort> ports = Arbitraries.of(
                Scenes.fixed(9001),
                Scenes.fixed(9002),
                Scenes.same(),
                Scenes.plus(9000),
                Scenes.plus(65533),
                new RoutePort.Tunnel());
        Arbitrary<Route> byAddress = Combinators.combine(
                        Arbitraries.of("*:*", "b-1.kafka:9092", "b-*.kafka:*", "*.other:90*"), ports)
                .as(Scenes::address);
        Arbitrary<Route> byNodeId =
                Combinators.combine(Arbitraries.of("0", "1-3", "2,4-6"), ports).as(Scenes::nodes);
        return Combinators.combine(
                        Arbitraries.oneOf(byAddress, byNodeId), Arbitraries.of("", "", "use1-az1", "use1-az9"))
                .as((route, zone) -> zone.isEmpty() ? route : Scenes.inZone(zone, route));
    }

    private static Arbitrary<String> addresses() {
        return Combinators.combine(
                        Arbitraries.of("b-1.kafka", "B-1.Kafka", "b-2.kafka", "b-3.other", "boot.kafka"),
                        Arbitraries.of(9092, 9093))
                .as((host, port) -> host + ":" + port);
    }
}
