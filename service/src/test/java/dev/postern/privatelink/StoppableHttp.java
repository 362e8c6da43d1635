package dev.postern.privatelink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The SDK's way to AWS with something of a test's own before and after each call. */
public final class StoppableHttp implements SdkHttpClient {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Consumer<String> before;
    private final Runnable after;

    /**
     * @param before is given the call's name before it leaves; what it throws keeps the call from being made
     * @param after runs when the call has taken effect, before anybody learns of the answer
     */
    public StoppableHttp(Consumer<String> before, Runnable after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        String name = name(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                before.accept(name);
                HttpExecuteResponse answer = prepared.call();
                try {
                    after.run();
                } catch (Error stopped) {
                    answer.responseBody().ifPresent(AbortableInputStream::abort);
                    throw stopped;
                }
                return answer;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** The action, as EC2, IAM and STS have it in a form; otherwise the method, as Route 53 has it. */
    private static String name(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(StoppableHttp::text)
                .map(ACTION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElseGet(() -> request.httpRequest().method().name());
    }

    private static String text(ContentStreamProvider content) {
        try (InputStream stream = content.newStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
