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
            if (!TokenSecret.wellFormed(configured)) {
                throw new IllegalStateException("postern.operator-token must be a token that a Postern has made, "
                        + "such as the one in the file operator-token of a first start");
            }
            keep(Secret.of(configured));
        } else if (Files.exists(file) || !tokens.operatorTokenExists()) {
            keep(first(file));
        }
    }

    /** The token in the file, which is made if need be; replicas that start together find the same one. */
    private Secret first(Path file) throws IOException {
        PrivateFiles.createDirectories(directory);
        if (!Files.exists(file)
                && PrivateFiles.writeOnce(file, TokenSecret.generate().reveal())) {
            log.info("The operator's first token is in {}", file.toAbsolutePath());
        }
        return Secret.of(Files.readString(file).strip());
    }

    private void keep(Secret secret) {
        tokens.keep(new ApiToken(TokenId.next(), "first operator token", Role.OPERATOR_ADMIN, null, null), secret);
    }
}
