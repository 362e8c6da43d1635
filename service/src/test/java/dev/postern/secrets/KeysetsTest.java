package dev.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.secrets.SecretsConfiguration.SecretsProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KeysetsTest {

    private static final int REPLICAS = 8;

    @TempDir
    private Path data;

    @RepeatedTest(10)
    void replicasThatStartForTheFirstTimeTogetherUseTheSameKeys() throws Exception {
        CyclicBarrier together = new CyclicBarrier(REPLICAS);
        List<Future<Fingerprints>> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            for (int i = 0; i < REPLICAS; i++) {
                SecretsConfiguration configuration = new SecretsConfiguration(new SecretsProperties(null), data);
                starts.add(threads.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    return configuration.fingerprints();
                }));
            }
        }

        byte[] fingerprint = starts.getFirst().get().of("text");

        for (Future<Fingerprints> start : starts) {
            assertThat(start.get().matches(fingerprint, "text")).isTrue();
        }
    }
}
