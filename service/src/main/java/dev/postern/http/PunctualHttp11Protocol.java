package dev.postern.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 in which the head of a request has a deadline as a whole. Tomcat's own time-out begins anew with every byte, so
 * that whoever drips keeps a connection for as long as they like. Named to Tomcat by its class, hence public.
 */
public final class PunctualHttp11Protocol extends Http11NioProtocol {

    private static final long LOOK_MILLIS = 500;

    private Duration headerDeadline = Duration.ofSeconds(15);
    private @Nullable ScheduledExecutorService looks;

    void setHeaderDeadline(Duration headerDeadline) {
        this.headerDeadline = headerDeadline;
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("slow-requests").daemon().factory());
        looks.scheduleWithFixedDelay(this::closeOverdue, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.shutdownNow();
        }
        super.stop();
    }

    private void closeOverdue() {
        long now = System.nanoTime();
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            try {
                if (overdue(connection, now)) {
                    connection.close();
                }
            } catch (RuntimeException changedMeanwhile) {
                getLog().debug("A connection went while it was looked at", changedMeanwhile);
            }
        }
    }

    /** A connection that waits for more of a request has its processor with it; one that is served at this moment has not. */
    private boolean overdue(SocketWrapperBase<?> connection, long now) {
        if (!(connection.getCurrentProcessor() instanceof AbstractProcessor processor)) {
            return false;
        }
        Request request = processor.getRequest();
        long begun = request.getStartTimeNanos();
        // Its path is decoded as soon as the head is complete: then it is not the head that is waited for.
        return begun > 0 && request.decodedURI().isNull() && now - begun > headerDeadline.toNanos();
    }
}
