package dev.postern.resolution;

import dev.postern.database.Notifications;
import dev.postern.database.NotifiedCache;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mappings as they were last read, until any replica changes what they say. */
@Component
class MappingMemory {

    /** Names a mapping, or what it is joined from, that has changed. */
    static final String CHANNEL = "postern_mapping_changed";

    /** Whatever one tenant has, there is room for as much of others. */
    private static final int TENANTS = 4;

    private final Notifications notifications;
    private final JdbcClient jdbc;
    private final NotifiedCache<MappingKey, ServedMapping> known;

    MappingMemory(
            Notifications notifications, JdbcClient jdbc, MappingMemoryProperties properties, MappingSignals signals) {
        this.notifications = notifications;
        this.jdbc = jdbc;
        long memory = properties.memory().toBytes();
        this.known = new NotifiedCache<MappingKey, ServedMapping>(
                        notifications, memory, memory / TENANTS, MappingKey::tenant, ServedMapping::weight)
                .forgetKeyWhenTold(CHANNEL, MappingKey::parse);
        // After the memory has forgotten: whoever is woken reads anew.
        notifications.subscribe(CHANNEL, signals);
    }

    /** What is remembered, if that can be trusted; else what the database says now. */
    Optional<ServedMapping> get(MappingKey key, Supplier<Optional<ServedMapping>> load) {
        return known.get(key, load);
    }

    /** What is remembered, true or not any more. */
    Optional<ServedMapping> remembered(MappingKey key) {
        return known.remembered(key);
    }

    /** Has all replicas forget the mapping when the transaction that is under way on this thread commits. */
    void change(MappingKey key) {
        notifications.tell(jdbc, CHANNEL, key.payload());
    }
}
