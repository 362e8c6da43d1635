package dev.postern.privatelink;

import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The SDK's way to AWS with something of a test's own before and after each call. */
public final class StoppableHttp implements SdkHttpClient {

    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Runnable before;
    private final Runnable after;

    /**
     * @param before runs before a call leaves; what it throws keeps the call from being made
     * @param after runs when the call has taken effect, before anybody learns of the answer
     */
    public StoppableHttp(Runnable before, Runnable after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                before.run();
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

    @Override
    public void close() {
        http.close();
    }
}
