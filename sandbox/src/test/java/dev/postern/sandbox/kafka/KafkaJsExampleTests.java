package dev.postern.sandbox.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KafkaJsExampleTests extends ClientExampleContract {

    KafkaJsExampleTests(KafkaBrokers cluster) {
        super(cluster);
    }

    @Override
    ClientExample build(Path in) throws Exception {
        var example = ClientExample.copy("kafkajs", in, "node", "roundtrip.js");
        example.require("needs Node.js 20.3 or newer: none found", "node", "-e", "AbortSignal.any([])");
        example.require(
                "needs KafkaJS: npm ci did not get it, perhaps for lack of a network",
                "npm",
                "ci",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts");
        return example;
    }

    @Override
    String complaintAboutAddress() {
        return "Postern has no way to 127.0.0.1:";
    }

    @Override
    String complaintAboutAge() {
        return "Postern has not confirmed its mapping";
    }

    @Override
    String complaintAboutName() {
        return "does not match certificate's altnames";
    }

    @Test
    void itLogsInWithScramAsWell(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.SASL_SSL)) {
            assertSuccess(run(mapped, test, Duration.ofSeconds(60), Map.of("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")));
        }
    }
}
