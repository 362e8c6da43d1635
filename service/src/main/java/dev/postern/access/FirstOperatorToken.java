package dev.postern.access;

import dev.postern.foundation.PrivateFiles;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * The way in for the first operator: a token from {@code postern.operator-token}, or else one that is made once and
 * written to the file {@code operator-token} in the data directory, which only its owner can read.
 */
@Component
class FirstOperatorToken implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstOperatorToken.class);

    private final TokenService tokens;
    private final @Nullable String configured;
    private final Path directory;

    FirstOperatorToken(
            TokenService tokens,
            @Value("${postern.operator-token:#{null}}") @Nullable String configured,
            @Value("${postern.data-directory}") Path directory) {
        this.tokens = tokens;
        this.configured = configured;
        this.directory = directory;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Path file = directory.resolve("operator-token");
        if (configured != null) {
            keep(configured.strip(), "postern.operator-token");
        } else if (Files.exists(file) || !tokens.operatorTokenExists()) {
            keep(first(file), file.toAbsolutePath().toString());
        }
    }

    /** The token in the file, which is made if need be; replicas that start together find the same one. */
    private String first(Path file) throws IOException {
        PrivateFiles.createDirectories(directory);
        if (!Files.exists(file)
                && PrivateFiles.writeOnce(file, TokenSecret.generate().reveal())) {
            log.info("The operator's first token is in {}", file.toAbsolutePath());
        }
        if (PrivateFiles.othersMayRead(file)) {
            log.warn(
                    "Others than its owner can read {}: chmod 600, and revoke the token if they should not have", file);
        }
        return Files.readString(file).strip();
    }

    private void keep(String token, String where) {
        if (!TokenSecret.wellFormed(token)) {
            throw new IllegalStateException(
                    "%s holds no token of Postern: pst_, 40 letters and digits, and a checksum. ".formatted(where)
                            + "`java -jar postern-service.jar %s` prints a new one.".formatted(NewToken.COMMAND));
        }
        if (!tokens.keepFirst(Secret.of(token))) {
            log.warn("The operator's token in {} has been revoked and stays so; put a new one there", where);
        }
    }
}
