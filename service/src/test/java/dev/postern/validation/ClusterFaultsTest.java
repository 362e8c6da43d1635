package dev.postern.validation;

import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.FaultTable;
import dev.postern.testing.PosternTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every fault of a tenant's cluster that docs/faults.md lists is made, and validation says of it what is written there. */
@ExtendWith(SharedBrokers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsTest extends PosternTest {

    private final KafkaBrokers otherCluster;
    private @Nullable FaultScene scene;

    ClusterFaultsTest(KafkaBrokers otherCluster) {
        this.otherCluster = otherCluster;
    }

    @AfterAll
    void close() throws IOException {
        if (scene != null) {
            scene.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsNamed() {
        scene = new FaultScene(newTenant(), sandbox());
        return FaultTable.of("Clusters", SeenFault.COLUMNS).tests(new ClusterFaults(scene, otherCluster).scenarios());
    }
}
