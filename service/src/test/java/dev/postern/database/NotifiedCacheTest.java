package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.PosternTest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class NotifiedCacheTest extends PosternTest {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Notifications notifications;

    @Autowired
    private SystemDatabase database;

    private final AtomicInteger asked = new AtomicInteger();
    private NotifiedCache<String, String> cache;

    @BeforeEach
    void aCacheOfAReplicaThatIsTold() {
        Listeners.awaitListening(context);
        cache = new NotifiedCache<String, String>(notifications, 100).forgetWhenTold("test", String::equals);
    }

    @Test
    void whatIsThereIsAskedForOnce() {
        read("a");
        read("a");

        assertThat(asked).hasValue(1);
    }

    /** Else one tenant's values have all others forgotten. */
    @Test
    void ofOneOwnerOnlySoMuchIsRemembered() {
        cache = new NotifiedCache<String, String>(notifications, 100, 2, key -> key.charAt(0), value -> 1)
                .forgetWhenTold("test", String::equals);
        read("a1");
        read("a2");
        read("a3");
        read("b1");
        asked.set(0);

        read("a1");
        read("a2");
        read("b1");
        assertThat(asked).hasValue(0);
        read("a3");
        assertThat(asked).hasValue(1);
        tell("a1");
        read("a3");
        read("a3");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsNotThereIsNotRemembered() {
        cache.get("a", Optional::empty);

        assertThat(cache.get("a", () -> Optional.of("now"))).contains("now");
    }

    @Test
    void whatHasChangedIsAskedForAgainAndNothingElseIs() {
        read("a");
        read("b");

        tell("a");
        read("a");
        read("b");

        assertThat(asked).hasValue(3);
    }

    /** The query saw the row before the change, and its answer comes after the notification. */
    @Test
    void whatWasReadWhileSomethingChangedIsNotRemembered() {
        cache.get("a", () -> {
            tell("a");
            return Optional.of("a");
        });

        read("a");

        assertThat(asked).hasValue(1);
    }

    @Test
    void aChangeThatIsRolledBackIsNotTold() {
        read("a");

        try {
            database.inTransaction(() -> {
                notifications.tell(database.jdbc(), "test", "a");
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException rolledBack) {
            read("a");
        }

        assertThat(asked).hasValue(1);
    }

    private void read(String key) {
        cache.get(key, () -> {
            asked.incrementAndGet();
            return Optional.of(key);
        });
    }

    private void tell(String payload) {
        database.inTransaction(() -> {
            notifications.tell(database.jdbc(), "test", payload);
            return payload;
        });
    }
}
