package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import java.time.Duration;
import java.util.List;

/** The table {@code secret_key_replica}: who knows which keys. Times are the database's. */
final class ReplicaRows {

    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final SystemDatabase database;
    private final Duration silence;

    /**
     * @param silence a replica that was not heard of for so long does not count
     */
    ReplicaRows(SystemDatabase database, Duration silence) {
        this.database = database;
        this.silence = silence;
    }

    /** The replica is alive and knows these keys. */
    void report(String replica, Keyring ring) {
        database.jdbc()
                .sql("""
                        insert into secret_key_replica (id, known, seals_with, seen_at)
                        values (:id, :known, :primary, now())
                        on conflict (id) do update
                            set known = excluded.known, seals_with = excluded.seals_with, seen_at = excluded.seen_at
                        """)
                .param("id", replica)
                .param("known", ring.keys().keySet().stream().map(KeyId::value).toArray(String[]::new))
                .param("primary", ring.primary().value())
                .update();
    }

    /** The replica stops; so have those that have not been heard of for very long. */
    void forget(String replica) {
        database.jdbc()
                .sql(
                        "delete from secret_key_replica where id = :id or seen_at < now() - make_interval(secs => :seconds)")
                .param("id", replica)
                .param("seconds", seconds(FORGOTTEN))
                .update();
    }

    /** Replicas that are alive and have not said that they know the key. */
    List<String> ignorantOf(KeyId key) {
        return living("not (:key = any (known))", key);
    }

    /** Replicas that are alive and still seal with another key. */
    List<String> notSealingWith(KeyId key) {
        return living("seals_with <> :key", key);
    }

    private List<String> living(String condition, KeyId key) {
        return database.jdbc()
                .sql("select id from secret_key_replica where seen_at > now() - make_interval(secs => :seconds) and "
                        + condition + " order by id")
                .param("seconds", seconds(silence))
                .param("key", key.value())
                .query(String.class)
                .list();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
