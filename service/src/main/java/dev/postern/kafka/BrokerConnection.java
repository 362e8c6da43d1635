package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.dialling.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** A conversation with a broker over one connection: a request, its answer, the next request. */
final class BrokerConnection implements AutoCloseable {

    static final String CLIENT_ID = "postern-probe";

    /** A thousand brokers with names of 253 characters fit. */
    private static final int USUAL_LIMIT = 1 << 20;

    private final Line line;
    private final @Nullable TlsHandshake handshake;
    private final Frames frames;
    private Map<Short, ApiVersion> versions = Map.of();
    private int correlationId;

    private BrokerConnection(Line line, @Nullable TlsHandshake handshake, Frames frames) {
        this.line = line;
        this.handshake = handshake;
        this.frames = frames;
    }

    private static BrokerConnection greeted(Line line, @Nullable TlsHandshake handshake, Socket socket)
            throws ProbeFailed, TlsRefused {
        try {
            BrokerConnection broker = new BrokerConnection(
                    line, handshake, new Frames(socket.getInputStream(), socket.getOutputStream()));
            broker.versions = broker.askVersions();
            return broker;
        } catch (IOException failed) {
            throw line.broken(failed, "the first request");
        }
    }

    /** TLS alone: no log-in, and no question unless only its answer tells whether our certificate was accepted. */
    static TlsEvidence shakeHands(
            BrokerDialler dialler, ProbeTarget target, ClusterSecurity security, Deadline deadline, Clock clock)
            throws ProbeFailed, TlsRefused {
        try (Line line = dialler.dial(target, deadline)) {
            TlsHandshake handshake = new TlsHandshake(line, TlsMaterial.of(security), clock);
            SSLSocket socket = handshake.shake(target.broker().host());
            if (handshake.clientCertificateRequested()) {
                greeted(line, handshake, socket);
            }
            return handshake.evidence();
        }
    }

    /** Connects, shakes hands if the security asks for TLS, and learns what the broker speaks. Does not log in. */
    static BrokerConnection greet(
            BrokerDialler dialler, ProbeTarget target, ClusterSecurity security, Deadline deadline, Clock clock)
            throws ProbeFailed, TlsRefused {
        Line line = dialler.dial(target, deadline);
        try {
            if (!security.protocol().tls()) {
                return greeted(line, null, line.socket());
            }
            TlsHandshake handshake = new TlsHandshake(line, TlsMaterial.of(security), clock);
            return greeted(line, handshake, handshake.shake(target.broker().host()));
        } catch (ProbeFailed | TlsRefused | RuntimeException failed) {
            line.close();
            throw failed;
        }
    }

    /** As {@link #greet}, and logs in if the security asks for that. */
    static BrokerConnection open(
            BrokerDialler dialler, ProbeTarget target, ClusterSecurity security, Deadline deadline, Clock clock)
            throws ProbeFailed, TlsRefused, LoginRefused {
        BrokerConnection broker = greet(dialler, target, security, deadline, clock);
        Login login = security.login();
        if (login == null) {
            return broker;
        }
        try {
            new SaslLogin(broker, login).run();
            return broker;
        } catch (ProbeFailed | LoginRefused | RuntimeException failed) {
            broker.close();
            throw failed;
        }
    }

    int knownApis() {
        return versions.size();
    }

    /** The newest version of {@code api} that the broker knows; -1 if none. */
    int newest(ApiKeys api) {
        ApiVersion known = versions.get(api.id);
        return known == null ? -1 : known.maxVersion();
    }

    /** The newest version from {@code oldest} to {@code newest} that the broker knows too. */
    short version(ApiKeys api, int oldest, int newest) throws ProbeFailed {
        ApiVersion known = versions.get(api.id);
        if (known == null || known.maxVersion() < oldest || known.minVersion() > newest) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker does not know %s in a version from %d to %d.".formatted(api.name, oldest, newest));
        }
        return (short) Math.min(known.maxVersion(), newest);
    }

    <R extends AbstractResponse> R ask(AbstractRequest request, Class<R> type) throws ProbeFailed {
        return ask(request, type, USUAL_LIMIT);
    }

    /** @param limit the longest answer that is read, in bytes */
    <R extends AbstractResponse> R ask(AbstractRequest request, Class<R> type, int limit) throws ProbeFailed {
        try {
            return converse(request, type, limit);
        } catch (SSLException failed) {
            throw new ProbeFailed(
                    ProbeFailure.TLS, "The TLS connection broke: %s.".formatted(Printable.of(failed.getMessage())));
        } catch (IOException failed) {
            throw line.broken(failed, request.apiKey().name);
        }
    }

    private <R extends AbstractResponse> R converse(AbstractRequest request, Class<R> type, int limit)
            throws IOException, ProbeFailed {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), CLIENT_ID, correlationId++);
        frames.write(request.serializeWithHeader(header));
        ByteBuffer answer = frames.read(limit);
        try {
            return type.cast(AbstractResponse.parseResponse(answer, header));
        } catch (RuntimeException unreadable) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "What came as the answer to %s is none: it cannot be read.".formatted(request.apiKey().name));
        }
    }

    /** Version 0, which every broker answers, also before any log-in. */
    private Map<Short, ApiVersion> askVersions() throws ProbeFailed, TlsRefused {
        ApiVersionsResponse answer;
        try {
            answer = converse(
                    new ApiVersionsRequest(new ApiVersionsRequestData(), (short) 0),
                    ApiVersionsResponse.class,
                    USUAL_LIMIT);
        } catch (IOException failed) {
            if (handshake != null && handshake.clientCertificateRequested()) {
                // TLS 1.3: a listener that does not like our certificate, or the lack of one, says so only now.
                throw handshake.refused(failed);
            }
            throw line.broken(failed, ApiKeys.API_VERSIONS.name);
        }
        if (answer.data().errorCode() != Errors.NONE.code()) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker answered ApiVersions with %s."
                            .formatted(Errors.forCode(answer.data().errorCode())));
        }
        return answer.data().apiKeys().stream()
                .collect(Collectors.toMap(ApiVersion::apiKey, version -> version, (first, second) -> first));
    }

    @Override
    public void close() {
        line.close();
    }
}
