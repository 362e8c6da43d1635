package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.testing.PosternTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;

class FirstOperatorTokenTest extends PosternTest {

    @Autowired
    private TokenService tokens;

    @Value("${postern.data-directory}")
    private Path dataDirectory;

    @TempDir
    private Path directory;

    @Test
    void aConfiguredTokenIsTheOperators() throws IOException {
        String token = NewToken.text();

        start(token);
        start(token);

        assertThat(nobody().as(token).get("/api/v1/me").text("/role")).isEqualTo("OPERATOR_ADMIN");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anythingElseThatIsConfiguredIsRefusedWithAdvice() {
        assertThatThrownBy(() -> start("correct horse battery staple"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("postern.operator-token")
                .hasMessageContaining("new-token")
                .hasMessageNotContaining("horse");
    }

    @Test
    void aFileThatHoldsNoTokenIsRefusedWithAdvice() throws IOException {
        Files.writeString(directory.resolve("operator-token"), "pst_short");

        assertThatThrownBy(() -> start(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("new-token");
    }

    @Test
    void aTokenOnceRevokedDoesNotComeBackWithTheNextStart() throws IOException {
        String token = NewToken.text();
        start(token);
        String id = nobody().as(token).get("/api/v1/me").text("/tokenId");
        operator().delete("/api/v1/tokens/" + id);

        start(token);

        assertThat(nobody().as(token).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void theFileThatWasMadeAtTheFirstStartIsForItsOwnerAlone() throws IOException {
        Path file = dataDirectory.resolve("operator-token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void start(@Nullable String configured) throws IOException {
        new FirstOperatorToken(tokens, configured, directory).run(new DefaultApplicationArguments());
    }
}
