package dev.postern.kafka;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TcpOutcome;
import dev.postern.clusters.spi.TlsOutcome;
import dev.postern.dialling.Deadline;
import java.time.Duration;
import org.apache.kafka.common.protocol.ApiKeys;

/** The probes of one run. */
final class KafkaBrokerProbe implements BrokerProbe {

    private static final Duration SECOND_LOOK = Duration.ofSeconds(3);
    private static final ClusterSecurity WITHOUT_TLS =
            new ClusterSecurity(SecurityProtocol.PLAINTEXT, null, null, null);

    private final ProbeMeans means;

    KafkaBrokerProbe(ProbeMeans means) {
        this.means = means;
    }

    @Override
    public NameOutcome resolve(String host, Duration deadline) {
        return means.dialler().resolve(means.tenant(), host, deadline);
    }

    @Override
    public TcpOutcome connect(ProbeTarget target, Duration deadline) {
        try (Line line = means.dialler().dial(target, Deadline.in(deadline))) {
            return new TcpOutcome.Connected();
        } catch (ProbeFailed failed) {
            return switch (failed.error().cause()) {
                case TCP_REFUSED -> new TcpOutcome.Refused();
                case TCP_TIMEOUT -> new TcpOutcome.TimedOut();
                case ADDRESS_FORBIDDEN -> new TcpOutcome.Forbidden();
                case TCP_UNREACHABLE, NAME_NOT_RESOLVED, CONNECTION_LOST, TLS, LOGIN_REFUSED, PROTOCOL, TIMEOUT ->
                    new TcpOutcome.Unreachable(failed.error().detail());
            };
        }
    }

    @Override
    public TlsOutcome handshake(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        Deadline end = Deadline.in(deadline);
        try {
            return new TlsOutcome.Trusted(BrokerConnection.shakeHands(means, target, security, end));
        } catch (TlsRefused refused) {
            return explained(refused.outcome(), target, end);
        } catch (ProbeFailed failed) {
            return new TlsOutcome.Failed(failed.error());
        }
    }

    /** A listener without TLS mostly just hangs up on a handshake; whether it is one, a plain question tells. */
    private TlsOutcome explained(TlsOutcome outcome, ProbeTarget target, Deadline end) {
        boolean nothingShown = outcome instanceof TlsOutcome.NotTls
                || (outcome instanceof TlsOutcome.Failed failed
                        && (failed.error().cause() == ProbeFailure.TLS
                                || failed.error().cause() == ProbeFailure.CONNECTION_LOST));
        if (!nothingShown) {
            return outcome;
        }
        Duration wait = end.remaining().compareTo(SECOND_LOOK) < 0 ? end.remaining() : SECOND_LOOK;
        try (BrokerConnection plain = BrokerConnection.greet(means, target, WITHOUT_TLS, Deadline.in(wait))) {
            return new TlsOutcome.NotTls(
                    true, "A Kafka broker answers here without TLS, with %d APIs.".formatted(plain.knownApis()));
        } catch (ProbeFailed | TlsRefused noKafkaEither) {
            return outcome;
        }
    }

    @Override
    public LoginOutcome logIn(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        try (BrokerConnection broker = open(target, security, deadline)) {
            return new LoginOutcome.LoggedIn();
        } catch (LoginRefused refused) {
            return refused.outcome();
        } catch (ProbeFailed | TlsRefused failed) {
            return new LoginOutcome.Failed(failed.error());
        }
    }

    @Override
    public ApiVersionsOutcome apiVersions(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        try (BrokerConnection broker = open(target, security, deadline)) {
            return new ApiVersionsOutcome.Answered(
                    broker.knownApis(), broker.newest(ApiKeys.METADATA), broker.newest(ApiKeys.API_VERSIONS));
        } catch (ProbeEnded failed) {
            return new ApiVersionsOutcome.Failed(failed.error());
        }
    }

    @Override
    public BrokerMetadataOutcome metadata(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        try (BrokerConnection broker = open(target, security, deadline)) {
            return new BrokerMetadataOutcome.Answered(MetadataQuestion.ask(broker));
        } catch (ProbeEnded failed) {
            return new BrokerMetadataOutcome.Failed(failed.error());
        }
    }

    @Override
    public IdentityOutcome identify(
            ProbeTarget target, ClusterSecurity security, int nodeId, ClusterMetadata cluster, Duration deadline) {
        try (BrokerConnection broker = open(target, security, deadline)) {
            return new IdentityLadder(broker, nodeId, cluster, means.led()).climb();
        } catch (TlsRefused refused) {
            return new IdentityOutcome.NotTrusted(refused.outcome());
        } catch (ProbeFailed | LoginRefused failed) {
            return new IdentityOutcome.Failed(failed.error());
        }
    }

    private BrokerConnection open(ProbeTarget target, ClusterSecurity security, Duration deadline)
            throws ProbeFailed, TlsRefused, LoginRefused {
        return BrokerConnection.open(means, target, security, Deadline.in(deadline));
    }
}
