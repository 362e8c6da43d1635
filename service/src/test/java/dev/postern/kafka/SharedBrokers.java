package dev.postern.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.postern.sandbox.kafka.KafkaBrokers;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/** One cluster of three brokers for all tests; they change nothing in it but topics of their own. */
public final class SharedBrokers implements ParameterResolver {

    public static final String USER = "postern";
    public static final String PASSWORD = "correct-horse";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBrokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root store closes what it holds when the last test has run.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBrokers.class))
                .computeIfAbsent(KafkaBrokers.class, type -> start(), KafkaBrokers.class);
    }

    private static KafkaBrokers start() {
        for (String name : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.ERROR);
        }
        return KafkaBrokers.builder().user(USER, PASSWORD).start();
    }
}
