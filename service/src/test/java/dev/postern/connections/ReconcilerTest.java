package dev.postern.connections;

import dev.postern.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** A test of the reconciler in a {@link ReconcilerWorld}, which all such tests share. */
@SpringBootTest(properties = {"postern.scheduler.enabled=false", TestWorld.DATABASE_FOLLOWS})
@ContextConfiguration(initializers = TestWorld.class)
@Import(ReconcilerWorld.Beans.class)
abstract class ReconcilerTest {

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    protected ReconcilerWorld world;

    @BeforeEach
    void begin() {
        world.reset();
    }
}
