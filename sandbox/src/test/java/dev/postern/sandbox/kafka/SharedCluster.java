package dev.postern.sandbox.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/**
 * Hands the one cluster that all tests share to whoever has a parameter for it: starting one takes seconds. Tests give
 * their topics names of their own and leave every broker running.
 */
final class SharedCluster implements ParameterResolver {
    static final String PASSWORD = "correct-horse";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBrokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root store closes what it holds when the last test has run.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
                .computeIfAbsent(KafkaBrokers.class, type -> start(), KafkaBrokers.class);
    }

    private static KafkaBrokers start() {
        quietLogs();
        return KafkaBrokers.builder()
                .user(KafkaBrokers.DEFAULT_USER, PASSWORD)
                .extraCertificateName("kafka.acme.internal")
                .start();
    }

    /** Brokers tell a lot at INFO, and without a configuration logback even writes DEBUG. */
    static void quietLogs() {
        for (var name : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.ERROR);
        }
    }
}
