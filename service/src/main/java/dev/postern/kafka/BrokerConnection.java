package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.dialling.Deadline;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** A conversation with a broker over one connection: a request, its answer, the next request. */
final class BrokerConnection implements AutoCloseable {

    static final String CLIENT_ID = "postern-probe";

    private final Line line;
    private final @Nullable TlsHandshake handshake;
    private final Frames frames;
    private KnownApis apis = KnownApis.NONE;
    private int correlationId;

    private BrokerConnection(Line line, @Nullable TlsHandshake handshake, Frames frames) {
        this.line = line;
        this.handshake = handshake;
        this.frames = frames;
    }

    private static BrokerConnection greeted(
            ProbeMeans means, Line line, @Nullable TlsHandshake handshake, Socket socket)
            throws ProbeFailed, TlsRefused {
        try {
            Frames frames = new Frames(
                    socket.getInputStream(),
                    socket.getOutputStream(),
                    size -> means.memory().take(means.tenant(), size, line.deadline()));
            BrokerConnection broker = new BrokerConnection(line, handshake, frames);
            broker.apis = broker.askVersions();
            return broker;
        } catch (IOException failed) {
            throw line.broken(failed, "the first request");
        }
    }

    /** TLS alone: no log-in, and no question unless only its answer tells whether our certificate was accepted. */
    static TlsEvidence shakeHands(ProbeMeans means, ProbeTarget target, ClusterSecurity security, Deadline deadline)
            throws ProbeFailed, TlsRefused {
        try (Line line = means.dialler().dial(target, deadline)) {
            TlsHandshake handshake = new TlsHandshake(line, means.tls().of(security), means);
            SSLSocket socket = handshake.shake(target.broker().host());
            if (handshake.clientCertificateRequested()) {
                greeted(means, line, handshake, socket);
            }
            return handshake.evidence();
        }
    }

    /** Connects, shakes hands if the security asks for TLS, and learns what the broker speaks. Does not log in. */
    static BrokerConnection greet(ProbeMeans means, ProbeTarget target, ClusterSecurity security, Deadline deadline)
            throws ProbeFailed, TlsRefused {
        Line line = means.dialler().dial(target, deadline);
        try {
            if (!security.protocol().tls()) {
                return greeted(means, line, null, line.socket());
            }
            TlsHandshake handshake = new TlsHandshake(line, means.tls().of(security), means);
            return greeted(
                    means, line, handshake, handshake.shake(target.broker().host()));
        } catch (ProbeFailed | TlsRefused | RuntimeException failed) {
            line.close();
            throw failed;
        }
    }

    /** As {@link #greet}, and logs in if the security asks for that. */
    static BrokerConnection open(ProbeMeans means, ProbeTarget target, ClusterSecurity security, Deadline deadline)
            throws ProbeFailed, TlsRefused, LoginRefused {
        BrokerConnection broker = greet(means, target, security, deadline);
        Login login = security.login();
        if (login == null) {
            return broker;
        }
        try {
            new SaslLogin(broker, login, means.passwords()).run();
            return broker;
        } catch (ProbeFailed | LoginRefused | RuntimeException failed) {
            broker.close();
            throw failed;
        }
    }

    Deadline deadline() {
        return line.deadline();
    }

    int knownApis() {
        return apis.count();
    }

    /** The newest version of {@code api} that the broker knows; -1 if none. */
    int newest(ApiKeys api) {
        return apis.newest(api);
    }

    /** The newest version from {@code oldest} to {@code newest} that the broker knows too. */
    short version(ApiKeys api, int oldest, int newest) throws ProbeFailed {
        return apis.version(api, oldest, newest);
    }

    /**
     * Asks, and drops the answer.
     *
     * @param limit the longest answer that is read, in bytes
     * @param reader takes out of it what is kept
     */
    <R extends AbstractResponse, T> T ask(AbstractRequest request, Class<R> type, int limit, AnswerReader<R, T> reader)
            throws ProbeFailed {
        try {
            return converse(request, type, limit, reader);
        } catch (SSLException failed) {
            throw new ProbeFailed(
                    ProbeFailure.TLS, "The TLS connection broke: %s.".formatted(Printable.of(failed.getMessage())));
        } catch (IOException failed) {
            throw line.broken(failed, request.apiKey().name);
        }
    }

    private <R extends AbstractResponse, T> T converse(
            AbstractRequest request, Class<R> type, int limit, AnswerReader<R, T> reader)
            throws IOException, ProbeFailed {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), CLIENT_ID, correlationId++);
        frames.write(request.serializeWithHeader(header));
        return frames.read(limit, answer -> {
            try {
                return reader.read(type.cast(AbstractResponse.parseResponse(answer, header)));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
                throw new ProbeFailed(
                        ProbeFailure.PROTOCOL,
                        "What came as the answer to %s is none: it cannot be read.".formatted(request.apiKey().name));
            }
        });
    }

    /** Version 0, which every broker answers, also before any log-in. */
    private KnownApis askVersions() throws ProbeFailed, TlsRefused {
        try {
            return converse(
                    new ApiVersionsRequest(new ApiVersionsRequestData(), (short) 0),
                    ApiVersionsResponse.class,
                    AnswerMemory.SHORT,
                    KnownApis::read);
        } catch (IOException failed) {
            if (handshake != null && handshake.clientCertificateRequested()) {
                // TLS 1.3: a listener that does not like our certificate, or the lack of one, says so only now.
                throw handshake.refused(failed);
            }
            throw line.broken(failed, ApiKeys.API_VERSIONS.name);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
