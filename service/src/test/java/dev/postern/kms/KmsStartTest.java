package dev.postern.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.Postern;
import dev.postern.database.TestDatabase;
import dev.postern.sandbox.Sandbox;
import dev.postern.testing.SandboxProperties;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole service, as an operator starts it whose KMS key is of no use. */
@ExtendWith(OutputCaptureExtension.class)
class KmsStartTest {

    @Test
    void theServiceDoesNotStartAndSaysWhichKeyWhichCallAndWhatToDo(@TempDir Path data, CapturedOutput output)
            throws Exception {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Map<String, String> settings = new HashMap<>(TestDatabase.create());
            settings.putAll(SandboxProperties.kms(sandbox));
            settings.put("postern.kms.key-arn", "arn:aws:kms:us-east-1:111111111111:key/not-there");
            settings.put("postern.data-directory", data.toString());
            settings.put("server.port", "0");
            String[] arguments = settings.entrySet().stream()
                    .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                    .toArray(String[]::new);

            assertThatThrownBy(() -> SpringApplication.run(Postern.class, arguments))
                    .rootCause()
                    .isNotNull();
        }

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("kms:Encrypt with key arn:aws:kms:us-east-1:111111111111:key/not-there was refused")
                .contains("NotFoundException")
                .contains("Action:")
                .contains("Set postern.kms.key-arn to a key that exists");
    }
}
