package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Ways;
import dev.postern.validation.Ladder.Top;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One validation from beginning to end: every party climbs on its own, so that a dead broker delays nobody's verdict but
 * its own. Talks to brokers, so it runs outside of any transaction.
 */
final class ValidationRun {

    private final ClusterPicture picture;
    private final Probes probes;
    private final Duration limit;
    private final Journal journal;
    private final LoginGate gate = new LoginGate();
    private final Queue<Future<?>> climbs = new ConcurrentLinkedQueue<>();
    private final Map<Integer, List<TlsEvidence>> certificates = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("validation-", 0).factory());
    private final Fork fork = new Fork() {
        @Override
        public <T> Future<T> start(Callable<T> work) {
            return executor.submit(work);
        }
    };
    private final List<Party> parties = new ArrayList<>();
    private final MetadataDesk desk;
    private volatile @Nullable Check bootstrapTls;

    ValidationRun(ClusterPicture picture, BrokerProbe probe, ValidationSettings settings, Consumer<Check> recorder) {
        this.picture = picture;
        this.probes = new Probes(probe, picture.security(), settings);
        this.limit = settings.runLimit();
        this.journal = new Journal(recorder);
        if (!picture.ways().bootstrap().isEmpty()) {
            parties.add(Party.bootstrap(picture.ways().bootstrap()));
        }
        picture.ways().brokers().stream().map(Party::broker).forEach(parties::add);
        this.desk = new MetadataDesk(parties.size(), probes, journal, this::learn);
    }

    Verdict run() {
        long began = System.nanoTime();
        ConfigurationChecks.of(picture).forEach((id, finding) -> journal.write(id, began, finding));
        try {
            parties.forEach(party -> climbs.add(executor.submit(() -> climb(party, true))));
            if (awaitAll(began)) {
                settleBootstrapTls();
            } else {
                journal.write(CheckId.RUN, began, stopped());
            }
        } finally {
            executor.shutdownNow();
        }
        return Verdict.of(journal.close());
    }

    /** Parties that metadata adds are in the queue before the one that brought it is done. */
    private boolean awaitAll(long began) {
        Future<?> climb = climbs.poll();
        while (climb != null) {
            long left = limit.toNanos() - (System.nanoTime() - began);
            try {
                climb.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return false;
            } catch (ExecutionException bug) {
                throw new IllegalStateException("a party of the validation failed", bug.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the validation was interrupted", stopped);
            }
            climb = climbs.poll();
        }
        return true;
    }

    private void climb(Party party, boolean first) {
        Top top = null;
        try {
            top = new Ladder(party, probes, gate, fork, journal).climb();
        } finally {
            if (first) {
                desk.reached(top == null ? List.of() : targets(top));
            }
        }
        if (party.nodeId() == null) {
            bootstrapTls = top.heldTls();
            return;
        }
        certificates.put(
                party.nodeId(),
                top.tls().stream()
                        .flatMap(reading -> TlsRung.shown(reading.result()).stream())
                        .toList());
        long began = System.nanoTime();
        journal.write(party, Rung.IDENTITY, began, identity(party.nodeId(), top));
    }

    private List<ProbeTarget> targets(Top top) {
        return gate.open() ? top.standing().stream().map(Reading::target).toList() : List.of();
    }

    private Finding identity(int nodeId, Top top) {
        Optional<ClusterMetadata> live = desk.await();
        List<AdvertisedBroker> brokers = live.map(ClusterMetadata::brokers)
                .orElseGet(() -> picture.ways().brokers().stream()
                        .map(RoutedBroker::broker)
                        .toList());
        List<Reading<Finding>> findings = new ArrayList<>(strangers(nodeId, top, brokers));
        if (top.standing().isEmpty()) {
            CheckId stoppedAt = top.stoppedAt();
            return findings.isEmpty() && stoppedAt != null ? Ladder.skipped(stoppedAt) : Finding.ofAddresses(findings);
        }
        if (live.isEmpty() || !gate.open()) {
            return findings.isEmpty()
                    ? Ladder.skipped(live.isEmpty() ? CheckId.METADATA : CheckId.broker(nodeId, Rung.LOGIN))
                    : Finding.ofAddresses(findings);
        }
        String known = picture.kafkaClusterId();
        ClusterMetadata cluster = new ClusterMetadata(known == null ? live.get().kafkaClusterId() : known, brokers);
        findings.addAll(fork.each(
                top.standing(),
                address ->
                        address.with(identified(nodeId, address.with(identify(nodeId, address, cluster)), brokers))));
        return Finding.ofAddresses(findings);
    }

    /** Too few connections prove nothing: a log-in that was refused meanwhile has stopped them. */
    private Finding identified(int nodeId, Reading<List<IdentityOutcome>> outcomes, List<AdvertisedBroker> brokers) {
        Finding finding = outcomes.result().isEmpty()
                ? Ladder.skipped(CheckId.broker(nodeId, Rung.LOGIN))
                : IdentityRung.read(outcomes, nodeId, brokers);
        return finding.outcome() == CheckOutcome.PASS && outcomes.result().size() < probes.connectionsPerAddress()
                ? Ladder.skipped(CheckId.broker(nodeId, Rung.LOGIN))
                : finding;
    }

    /** Addresses at which another broker's certificate was shown. */
    private static List<Reading<Finding>> strangers(int nodeId, Top top, List<AdvertisedBroker> brokers) {
        return top.tls().stream()
                .flatMap(reading -> TlsRung.shown(reading.result())
                        .flatMap(shown ->
                                TlsRung.owner(shown, reading.target().broker().host(), brokers))
                        .map(owner -> reading.with(IdentityRung.ofCertificate(reading.with(owner), nodeId)))
                        .stream())
                .toList();
    }

    /** With a log-in one after the other, so that a refused one is the last. */
    private List<IdentityOutcome> identify(int nodeId, Reading<ApiVersionsOutcome> address, ClusterMetadata cluster) {
        List<Integer> connections =
                IntStream.range(0, probes.connectionsPerAddress()).boxed().toList();
        if (!probes.security().protocol().sasl()) {
            return fork.each(connections, number -> probes.identify(address.target(), nodeId, cluster));
        }
        List<IdentityOutcome> outcomes = new ArrayList<>();
        for (int number = 0; number < connections.size() && gate.open(); number++) {
            IdentityOutcome outcome = probes.identify(address.target(), nodeId, cluster);
            outcomes.add(outcome);
            if (outcome instanceof IdentityOutcome.Failed failed
                    && failed.error().cause() == ProbeFailure.LOGIN_REFUSED) {
                gate.refused(IdentityRung.broker(nodeId));
            }
        }
        return outcomes;
    }

    /** Somebody has told the cluster's metadata: write down what to think of it, and climb to brokers new to us. */
    private void learn(ClusterMetadata live) {
        long began = System.nanoTime();
        Ways ways = picture.mapping().apply(live);
        journal.write(CheckId.METADATA, began, MetadataReading.read(picture, live, ways));
        ways.brokers().stream()
                .map(Party::broker)
                .filter(party -> parties.stream()
                        .noneMatch(known ->
                                party.nodeId() != null && party.nodeId().equals(known.nodeId())))
                .forEach(party -> climbs.add(executor.submit(() -> climb(party, false))));
    }

    /** Any broker may answer a bootstrap name of its own, so every broker's certificate must carry it. */
    private void settleBootstrapTls() {
        Check check = bootstrapTls;
        if (check == null) {
            return;
        }
        List<AdvertisedBroker> advertised =
                desk.await().map(ClusterMetadata::brokers).orElse(List.of());
        Optional<Finding> missing = picture.ways().bootstrap().stream()
                .filter(route -> advertised.stream()
                        .noneMatch(broker -> broker.address()
                                .key()
                                .equals(route.way().address().key())))
                .flatMap(route -> withoutName(route).stream())
                .findFirst();
        boolean good = check.outcome() == CheckOutcome.PASS || check.outcome() == CheckOutcome.WARN;
        journal.write(good && missing.isPresent() ? new Check(check.id(), null, check.millis(), missing.get()) : check);
    }

    private Optional<Finding> withoutName(RoutedWay route) {
        String name = route.way().address().host();
        List<String> without = certificates.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(shown -> !shown.matches(name)))
                .map(entry -> IdentityRung.broker(entry.getKey()))
                .sorted()
                .toList();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "Any broker may answer for %s, but the certificate of %s does not carry that name."
                                .formatted(name, String.join(", ", without)),
                        Map.of("name", name, "without", without),
                        "Tenant: add %s to the subject alternative names of every broker's certificate, or use brokers' own addresses as bootstrap."
                                .formatted(name)));
    }

    private Finding stopped() {
        return Finding.fail(
                "The run was stopped after %d seconds; some checks were not made.".formatted(limit.toSeconds()),
                Map.of("limitSeconds", limit.toSeconds()),
                "Look at the checks that failed for being slow. Operator: raise postern.validation.run-limit if the cluster is just large.");
    }
}
