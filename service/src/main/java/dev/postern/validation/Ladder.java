package dev.postern.validation;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TcpOutcome;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import dev.postern.validation.LoginGate.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from the name to the Kafka protocol, over every address of a party. An address at which a rung fails is left
 * behind; the climb goes on over the others, and ends when none is left.
 */
final class Ladder {

    private final Party party;
    private final Probes probes;
    private final BastionDesk bastions;
    private final LoginGate gate;
    private final Fork fork;
    private final Journal journal;

    Ladder(Party party, Probes probes, BastionDesk bastions, LoginGate gate, Fork fork, Journal journal) {
        this.party = party;
        this.probes = probes;
        this.bastions = bastions;
        this.gate = gate;
        this.fork = fork;
        this.journal = journal;
    }

    /**
     * Where a climb ended.
     *
     * @param standing the addresses at which a Kafka broker answered
     * @param tls what each address showed; empty without TLS
     * @param heldTls the check of TLS, if it is not written yet: that of bootstrap addresses waits for the brokers'
     *     certificates
     * @param stoppedAt the check that no address got past; null if one stands
     */
    record Top(
            List<Reading<ApiVersionsOutcome>> standing,
            List<Reading<TlsOutcome>> tls,
            @Nullable Check heldTls,
            @Nullable CheckId stoppedAt) {

        /** What the addresses showed of themselves, each as far as it did. */
        List<TlsEvidence> certificates() {
            return tls.stream()
                    .flatMap(reading -> TlsRung.shown(reading.result()).stream())
                    .toList();
        }

        /** Whether anything but dead addresses was found. */
        boolean foundSomebody() {
            return !standing.isEmpty() || !certificates().isEmpty();
        }
    }

    Top climb() {
        List<Reading<TcpOutcome>> connected = resolveAndConnect();
        if (connected.isEmpty()) {
            return new Top(List.of(), List.of(), null, party.check(Rung.TCP));
        }
        List<Reading<TlsOutcome>> shown = List.of();
        Check heldTls = null;
        List<Reading<ProbeTarget>> standing = targets(connected);
        if (party.tunnelled()) {
            Forwarded forwarded = forward(standing);
            standing = forwarded.standing();
            if (standing.isEmpty()) {
                skip(forwarded.stoppedAt(), Rung.TLS, Rung.LOGIN, Rung.API_VERSIONS);
                return new Top(List.of(), List.of(), null, forwarded.stoppedAt());
            }
        }
        if (probes.security().protocol().tls()) {
            long began = System.nanoTime();
            shown = ask(standing, reading -> probes.handshake(reading.target()));
            Finding finding = Finding.ofAddresses(read(shown, TlsRung::read));
            if (party.nodeId() == null) {
                heldTls = new Check(party.check(Rung.TLS), null, Journal.millisSince(began), finding);
            } else {
                journal.write(party, Rung.TLS, began, finding);
            }
            standing = targets(only(shown, TlsOutcome.Trusted.class::isInstance));
            if (standing.isEmpty()) {
                skip(party.check(Rung.TLS), Rung.LOGIN, Rung.API_VERSIONS);
                return new Top(List.of(), shown, heldTls, party.check(Rung.TLS));
            }
        }
        Login login = probes.security().login();
        if (login != null) {
            standing = logIn(standing, login);
            if (standing.isEmpty()) {
                skip(party.check(Rung.LOGIN), Rung.API_VERSIONS);
                return new Top(List.of(), shown, heldTls, party.check(Rung.LOGIN));
            }
        }
        long began = System.nanoTime();
        List<Reading<ApiVersionsOutcome>> answered = ask(standing, reading -> probes.apiVersions(reading.target()));
        journal.write(party, Rung.API_VERSIONS, began, Finding.ofAddresses(read(answered, ApiVersionsRung::read)));
        List<Reading<ApiVersionsOutcome>> top = only(answered, ApiVersionsOutcome.Answered.class::isInstance);
        return new Top(top, shown, heldTls, top.isEmpty() ? party.check(Rung.API_VERSIONS) : null);
    }

    private List<Reading<TcpOutcome>> resolveAndConnect() {
        long began = System.nanoTime();
        List<Finding.Part> resolved = new ArrayList<>();
        List<Reading<Boolean>> addresses = new ArrayList<>();
        List<NameOutcome> names = fork.each(
                party.routes(), route -> probes.resolve(route.way().target().host()));
        for (int index = 0; index < names.size(); index++) {
            RoutedWay route = party.routes().get(index);
            resolved.add(new Finding.Part(
                    Map.of("broker", route.way().address().toString()), ResolveRung.read(route, names.get(index))));
            if (names.get(index) instanceof NameOutcome.Resolved found) {
                found.addresses()
                        .forEach(ip -> addresses.add(new Reading<>(
                                route,
                                new ProbeTarget(
                                        route.way().address(),
                                        ip,
                                        route.way().target().port()),
                                true)));
            }
        }
        journal.write(party, Rung.RESOLVE, began, Finding.combined(resolved));
        if (addresses.isEmpty()) {
            skip(party.check(Rung.RESOLVE), Rung.TCP, Rung.FORWARDING, Rung.TLS, Rung.LOGIN, Rung.API_VERSIONS);
            return List.of();
        }
        long connecting = System.nanoTime();
        List<Reading<TcpOutcome>> tried = ask(targets(addresses), reading -> probes.connect(reading.target()));
        journal.write(party, Rung.TCP, connecting, Finding.ofAddresses(read(tried, TcpRung::read)));
        List<Reading<TcpOutcome>> connected = only(tried, TcpOutcome.Connected.class::isInstance);
        if (connected.isEmpty()) {
            skip(party.check(Rung.TCP), Rung.FORWARDING, Rung.TLS, Rung.LOGIN, Rung.API_VERSIONS);
        }
        return connected;
    }

    /**
     * Where bastions let through.
     *
     * @param stoppedAt the check that tells why nothing stands, if nothing does
     */
    private record Forwarded(List<Reading<ProbeTarget>> standing, CheckId stoppedAt) {}

    /** Addresses that no bastion is in front of stand as they are. */
    private Forwarded forward(List<Reading<ProbeTarget>> standing) {
        long began = System.nanoTime();
        Map<Boolean, List<Reading<ProbeTarget>>> tunnelled = standing.stream()
                .collect(Collectors.partitioningBy(reading -> reading.route().tunnelled()));
        List<Reading<Passage>> passages =
                ask(tunnelled.getOrDefault(true, List.of()), reading -> bastions.passage(reading.route()));
        if (!passages.isEmpty()) {
            journal.write(party, Rung.FORWARDING, began, Finding.ofAddresses(read(passages, ForwardingRung::read)));
        }
        return new Forwarded(
                Stream.concat(
                                tunnelled.getOrDefault(false, List.of()).stream(),
                                targets(only(passages, ForwardingRung::passed)).stream())
                        .toList(),
                passages.stream()
                        .flatMap(reading -> reading.result() instanceof Passage.Closed(CheckId failed)
                                ? Stream.of(failed)
                                : Stream.of())
                        .findFirst()
                        .orElse(party.check(Rung.FORWARDING)));
    }

    private List<Reading<ProbeTarget>> logIn(List<Reading<ProbeTarget>> standing, Login login) {
        long began = System.nanoTime();
        List<Reading<Attempt>> attempts = ask(
                standing,
                reading -> gate.attempt(
                        party.label(), () -> probes.greet(reading.target()), () -> probes.logIn(reading.target())));
        journal.write(
                party,
                Rung.LOGIN,
                began,
                Finding.ofAddresses(read(attempts, reading -> LoginRung.read(reading, login))));
        return targets(only(
                attempts,
                attempt -> attempt instanceof Attempt.Made made && made.outcome() instanceof LoginOutcome.LoggedIn));
    }

    /** Writes down that the checks of {@code above}, as far as the security has them, were not tried. */
    private void skip(CheckId failed, Rung... above) {
        Stream.of(above)
                .filter(rung -> rung.applies(probes.security().protocol(), party.tunnelled()))
                .forEach(rung -> journal.write(party, rung, System.nanoTime(), skipped(failed)));
    }

    static Finding skipped(CheckId failed) {
        return Finding.skipped(
                "Not tried, since %s did not pass.".formatted(failed), "Do what %s asks for first.".formatted(failed));
    }

    private <A, B> List<Reading<B>> ask(List<Reading<A>> readings, Function<Reading<A>, B> question) {
        return fork.each(readings, reading -> reading.map(question));
    }

    private static <T> List<Reading<Finding>> read(List<Reading<T>> readings, Function<Reading<T>, Finding> reader) {
        return readings.stream().map(reading -> reading.map(reader)).toList();
    }

    private static <T> List<Reading<T>> only(List<Reading<T>> readings, Predicate<T> good) {
        return readings.stream().filter(reading -> good.test(reading.result())).toList();
    }

    private static <T> List<Reading<ProbeTarget>> targets(List<Reading<T>> readings) {
        return readings.stream().map(reading -> reading.with(reading.target())).toList();
    }
}
