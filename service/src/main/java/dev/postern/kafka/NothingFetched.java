package dev.postern.kafka;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps Java from fetching what a certificate names: the issuer (AIA), revocation lists, OCSP. Whoever shows us a
 * certificate has chosen those addresses, and Java would connect to them past the {@link BrokerDialler}. It does so only if told
 * to, for the whole JVM, so a JVM that was told to does not start (JSSE reference guide, "Customizable Items").
 */
@Component
final class NothingFetched {

    private static final List<String> SWITCHES =
            List.of("com.sun.net.ssl.checkRevocation", "com.sun.security.enableAIAcaIssuers");

    @Autowired
    NothingFetched() {
        this(System::getProperty);
    }

    NothingFetched(Function<String, @Nullable String> property) {
        Optional<String> on = SWITCHES.stream()
                .filter(name -> Boolean.parseBoolean(property.apply(name)))
                .findFirst();
        if (on.isPresent()) {
            throw new IllegalStateException(
                    "the system property %s is true: brokers' certificates could make this JVM connect to anywhere. Remove it."
                            .formatted(on.get()));
        }
    }
}
