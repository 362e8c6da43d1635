package dev.postern.validation;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TcpOutcome;
import dev.postern.clusters.spi.TlsOutcome;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The probes of one run: each with its deadline, and no more of them at once than the settings allow. */
final class Probes {

    private final BrokerProbe probe;
    private final ClusterSecurity security;
    private final ValidationSettings settings;
    private final Semaphore inFlight;

    Probes(BrokerProbe probe, ClusterSecurity security, ValidationSettings settings) {
        this.probe = probe;
        this.security = security;
        this.settings = settings;
        this.inFlight = new Semaphore(settings.probesInFlight());
    }

    ClusterSecurity security() {
        return security;
    }

    NameOutcome resolve(String host) {
        return bounded(() -> probe.resolve(host, settings.resolveLimit()));
    }

    TcpOutcome connect(ProbeTarget target) {
        return bounded(() -> probe.connect(target, settings.connectLimit()));
    }

    TlsOutcome handshake(ProbeTarget target) {
        return bounded(() -> probe.handshake(target, security, settings.askLimit()));
    }

    /** Asks a broker that wants a log-in what it may be asked before; empty if it answers. */
    Optional<ProbeError> greet(ProbeTarget target) {
        ClusterSecurity stranger = new ClusterSecurity(
                security.protocol().tls() ? SecurityProtocol.SSL : SecurityProtocol.PLAINTEXT,
                null,
                security.caCertificates(),
                security.clientCertificate());
        return switch (bounded(() -> probe.apiVersions(target, stranger, settings.askLimit()))) {
            case ApiVersionsOutcome.Answered answered -> Optional.empty();
            case ApiVersionsOutcome.Failed(ProbeError error) -> Optional.of(error);
        };
    }

    LoginOutcome logIn(ProbeTarget target) {
        return bounded(() -> probe.logIn(target, security, settings.askLimit()));
    }

    ApiVersionsOutcome apiVersions(ProbeTarget target) {
        return bounded(() -> probe.apiVersions(target, security, settings.askLimit()));
    }

    BrokerMetadataOutcome metadata(ProbeTarget target) {
        return bounded(() -> probe.metadata(target, security, settings.askLimit()));
    }

    IdentityOutcome identify(ProbeTarget target, int nodeId, ClusterMetadata cluster) {
        return bounded(() -> probe.identify(target, security, nodeId, cluster, settings.askLimit()));
    }

    int connectionsPerAddress() {
        return settings.connectionsPerAddress();
    }

    private <T> T bounded(Supplier<T> probing) {
        try {
            inFlight.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        }
        try {
            return probing.get();
        } finally {
            inFlight.release();
        }
    }
}
