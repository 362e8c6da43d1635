package dev.postern.resolution;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preference {@code wait} of the header {@code Prefer} (RFC 7240, section 4.3). */
final class Preference {

    static final int MAX_SECONDS = 30;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** How long the caller would wait, {@value MAX_SECONDS} seconds at most; empty where it does not say. */
    static Optional<Duration> wait(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher matcher = WAIT.matcher(prefer);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Math.min(MAX_SECONDS, Integer.parseInt(matcher.group(1)))))
                : Optional.empty();
    }
}
