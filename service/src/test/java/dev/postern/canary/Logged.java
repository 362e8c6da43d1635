package dev.postern.canary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Everything that is logged, with the root at TRACE and only those loggers at another level that the service itself sets:
 * what an operator gets who wants to see everything. Ends when it is closed.
 */
final class Logged implements AutoCloseable {

    /** Not the service, but what tests have beside it in the same JVM: brokers, AWS, an issuer. */
    private static final List<String> OUTSIDE = List.of(
            "kafka", "state.change.logger", "com.yammer.metrics", "dev.postern.sandbox", "com.sun.net.httpserver");

    private static final int SHOWN = 1_000;
    private static final int ALIKE = 20;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, @Nullable Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Listener listener = new Listener();
    private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level jdkLevel = jdk.getLevel();
    private final Canaries canaries;
    private final Map<String, String> leaks = new ConcurrentHashMap<>();
    private volatile @Nullable Queue<Line> kept;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    Logged(Canaries canaries, Environment environment) {
        this.canaries = canaries;
        context.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null && logger != root)
                .forEach(logger -> set(logger, null));
        OUTSIDE.forEach(name -> set(context.getLogger(name), Level.OFF));
        Binder.get(environment)
                .bind("logging.level", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((name, level) -> set(context.getLogger(name), Level.toLevel(level)));
        for (Iterator<Appender<ILoggingEvent>> each = root.iteratorForAppenders(); each.hasNext(); ) {
            appenders.add(each.next());
        }
        appenders.forEach(root::detachAppender);
        listener.setContext(context);
        listener.start();
        root.addAppender(listener);
        set(root, Level.TRACE);
        // Tomcat logs with the JDK's own, which a service that stopped in this JVM has cut off from here.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        jdk.setLevel(java.util.logging.Level.ALL);
    }

    private void set(Logger logger, @Nullable Level level) {
        levels.putIfAbsent(logger, logger.getLevel());
        logger.setLevel(level);
    }

    /** Lines with a secret in them, each with the names of the secrets and its logger; of many alike the first one. */
    List<String> leaks() {
        return List.copyOf(leaks.values());
    }

    /** Loggers that have said something below INFO. */
    Set<String> heard() {
        return Set.copyOf(heard);
    }

    @Override
    public void close() {
        root.detachAppender(listener);
        listener.stop();
        jdk.setLevel(jdkLevel);
        levels.forEach(Logger::setLevel);
        appenders.forEach(root::addAppender);
    }

    /** Does the work, and looks at what was logged meanwhile once more, for secrets that nobody knew before its end. */
    void lookTwice(Runnable work) {
        Queue<Line> lines = new ConcurrentLinkedQueue<>();
        kept = lines;
        work.run();
        kept = null;
        lines.forEach(this::look);
    }

    private void look(Line line) {
        List<String> found = canaries.in(line.text());
        if (!found.isEmpty()) {
            leaks.putIfAbsent(
                    found + line.logger() + shortened(line.pattern(), ALIKE),
                    "%s by %s: %s".formatted(found, line.logger(), shortened(line.text(), SHOWN)));
        }
    }

    private static String shortened(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private record Line(String logger, String pattern, String text) {

        static Line of(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            return new Line(
                    event.getLoggerName() + " at " + event.getLevel(),
                    event.getMessage(),
                    "%s %s %s %s"
                            .formatted(
                                    event.getFormattedMessage(),
                                    event.getMDCPropertyMap(),
                                    event.getKeyValuePairs(),
                                    thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }

    private final class Listener extends UnsynchronizedAppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().toInt() < Level.INFO_INT) {
                heard.add(event.getLoggerName());
            }
            Line line = Line.of(event);
            look(line);
            Queue<Line> keeping = kept;
            if (keeping != null) {
                keeping.add(line);
            }
        }
    }
}
