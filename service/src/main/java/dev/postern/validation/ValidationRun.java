package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.validation.ClusterPicture.Ways;
import dev.postern.validation.Ladder.Top;
import java.time.Duration;
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
    private final Queue<Party> parties = new ConcurrentLinkedQueue<>();
    private final MetadataDesk desk;
    private final BastionDesk bastions;
    private final IdentityCheck identity;
    private final BootstrapIdentity bootstrapIdentity;
    private volatile @Nullable Check bootstrapTls;

    ValidationRun(ClusterPicture picture, BrokerProbe probe, ValidationSettings settings, Consumer<Check> recorder) {
        this.picture = picture;
        this.probes = new Probes(probe, picture.security(), settings);
        this.limit = settings.runLimit();
        this.journal = new Journal(recorder);
        this.bastions = new BastionDesk(picture, settings.bastionLimit(), journal);
        this.identity = new IdentityCheck(picture, probes, gate, fork);
        this.bootstrapIdentity = new BootstrapIdentity(probes, gate, fork);
        if (!picture.ways().bootstrap().isEmpty()) {
            parties.add(Party.bootstrap(picture.ways().bootstrap()));
        }
        picture.ways().brokers().stream().map(Party::broker).forEach(parties::add);
        this.desk = new MetadataDesk(parties.size(), picture.kafkaClusterId(), probes, gate, journal, this::learn);
    }

    Verdict run() {
        long began = System.nanoTime();
        ConfigurationChecks.of(picture).forEach((id, finding) -> journal.write(id, began, finding));
        try {
            climbs.addAll(bastions.open(fork));
            parties.forEach(party -> climbs.add(executor.submit(() -> climb(party, true))));
            boolean done = awaitAll(began);
            settleBootstrapTls();
            // Closed before anybody is interrupted: what an interrupted probe finds is not so.
            return Verdict.of(done ? journal.close() : journal.close(this::unmade));
        } finally {
            executor.shutdownNow();
        }
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
            top = new Ladder(party, probes, bastions, gate, fork, journal).climb();
            keep(party, top);
        } finally {
            if (first) {
                desk.reached(top == null ? List.of() : top.standing());
            }
        }
        long began = System.nanoTime();
        Optional<ClusterMetadata> live = top.foundSomebody() ? desk.await() : Optional.empty();
        journal.write(
                party,
                Rung.IDENTITY,
                began,
                party.nodeId() == null
                        ? bootstrapIdentity.of(top, clusterId(live))
                        : identity.of(party.nodeId(), top, live));
    }

    /** As it was known before; what is told now counts only where nothing was. */
    private Optional<String> clusterId(Optional<ClusterMetadata> live) {
        return Optional.ofNullable(picture.kafkaClusterId()).or(() -> live.map(ClusterMetadata::kafkaClusterId));
    }

    private void keep(Party party, Top top) {
        if (party.nodeId() == null) {
            bootstrapTls = top.heldTls();
        } else {
            certificates.put(party.nodeId(), top.certificates());
        }
    }

    /** Somebody has told the cluster's metadata: write down what to think of it, and climb to brokers new to us. */
    private void learn(Reading<ClusterMetadata> answer) {
        long began = System.nanoTime();
        ClusterMetadata live = answer.result();
        Ways ways = picture.mapping().apply(live);
        List<Party> found = isExpected(live) ? unknown(ways) : List.of();
        parties.addAll(found);
        journal.write(CheckId.METADATA, began, MetadataReading.read(picture, answer, ways));
        found.forEach(party -> climbs.add(executor.submit(() -> climb(party, false))));
    }

    private boolean isExpected(ClusterMetadata live) {
        String known = picture.kafkaClusterId();
        return known == null || known.equals(live.kafkaClusterId());
    }

    private List<Party> unknown(Ways ways) {
        return ways.brokers().stream()
                .map(Party::broker)
                .filter(party -> parties.stream()
                        .noneMatch(
                                each -> party.nodeId() != null && party.nodeId().equals(each.nodeId())))
                .toList();
    }

    private void settleBootstrapTls() {
        Check check = bootstrapTls;
        if (check != null) {
            List<AdvertisedBroker> advertised =
                    desk.given().map(ClusterMetadata::brokers).orElse(List.of());
            journal.write(BootstrapCertificates.settle(check, picture.ways().bootstrap(), advertised, certificates));
        }
    }

    private List<Check> unmade(List<Check> made) {
        return Unmade.of(parties, picture.security().protocol(), limit, made);
    }
}
