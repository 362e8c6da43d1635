package dev.postern.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** Speaks Kafka's protocol as a broker would, but answers what a test wants: older brokers, careless ones, evil ones. */
final class ScriptedBroker {

    /** Kafka's default for {@code socket.request.max.bytes}. */
    private static final int LONGEST_REQUEST = 100 << 20;

    private ScriptedBroker() {}

    /** A broker that knows ApiVersions up to {@code apiVersions}, and answers anything else as {@code answers} says; null hangs up. */
    static ScriptedServer knowing(int apiVersions, Function<AbstractRequest, @Nullable AbstractResponse> answers) {
        return new ScriptedServer(connection -> converse(
                connection,
                request -> request instanceof ApiVersionsRequest && request.version() == 0
                        ? versions(apiVersions)
                        : answers.apply(request)));
    }

    static ApiVersionsResponse versions(int apiVersions) {
        List<ApiVersion> known = Arrays.stream(ApiKeys.values())
                .filter(api -> api.latestVersion() >= api.oldestVersion())
                .map(api -> new ApiVersion()
                        .setApiKey(api.id)
                        .setMinVersion(api.oldestVersion())
                        .setMaxVersion((short) (api == ApiKeys.API_VERSIONS ? apiVersions : api.latestVersion())))
                .toList();
        return new ApiVersionsResponse(
                new ApiVersionsResponseData().setApiKeys(new ApiVersionCollection(known.iterator())));
    }

    /** Answers one request after the other until either side hangs up; an answer that is null hangs up. */
    static void converse(Socket connection, Function<AbstractRequest, @Nullable AbstractResponse> answers)
            throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        while (true) {
            int size = in.readInt();
            if (size < 0 || size > LONGEST_REQUEST) {
                connection.close();
                return;
            }
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(size));
            RequestHeader header = RequestHeader.parse(frame);
            AbstractRequest request = AbstractRequest.parseRequest(
                            header.apiKey(), header.apiVersion(), new ByteBufferAccessor(frame))
                    .request;
            AbstractResponse answer = answers.apply(request);
            if (answer == null) {
                connection.close();
                return;
            }
            ByteBuffer head = MessageUtil.toByteBufferAccessor(
                            header.toResponseHeader().data(),
                            header.apiKey().responseHeaderVersion(header.apiVersion()))
                    .buffer();
            ByteBuffer body = MessageUtil.toByteBufferAccessor(answer.data(), header.apiVersion())
                    .buffer();
            ByteBuffer all = ByteBuffer.allocate(Integer.BYTES + head.remaining() + body.remaining())
                    .putInt(head.remaining() + body.remaining())
                    .put(head)
                    .put(body);
            out.write(all.array());
            out.flush();
        }
    }
}
