package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.PageRequest;
import dev.postern.secrets.KeyRotation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code secret_key_rotation}. Times are the database's. */
final class RotationRows {

    private static final String SELECT = """
            select id, state, key_id, resealed, message, started_by, started_at, finished_at from secret_key_rotation
            """;

    private final SystemDatabase database;
    private final SealedRows sealed;

    RotationRows(SystemDatabase database, SealedRows sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /** False if one is under way, where nothing happens: of all that try at the same time, one does. */
    boolean insertUnlessUnderWay(KeyRotationId id, String startedBy) {
        return database.jdbc()
                        .sql("""
                        insert into secret_key_rotation (id, state, message, started_by)
                        values (:id, 'REQUESTED', 'The new key is about to be made.', :by)
                        on conflict do nothing
                        """)
                        .param("id", id.value())
                        .param("by", startedBy)
                        .update()
                == 1;
    }

    Optional<KeyRotation> underWay() {
        return database.jdbc()
                .sql(SELECT + "where state <> 'COMPLETED'")
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<KeyRotation> find(KeyRotationId id) {
        return database.jdbc()
                .sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** The newest first. */
    List<KeyRotation> list(PageRequest page) {
        return database.jdbc()
                .sql(SELECT + """
                        where cast(:after as text) is null or id < :after
                        order by id desc
                        limit :rows
                        """)
                .param("after", page.after())
                .param("rows", page.rows())
                .query((row, number) -> read(row))
                .list();
    }

    /** Only if it is still in the state that comes before. */
    boolean advance(KeyRotationId id, State from, State to, KeyId key, String message) {
        return database.jdbc()
                        .sql("""
                        update secret_key_rotation
                        set state = :to, key_id = :key, message = :message,
                            finished_at = case when :to = 'COMPLETED' then now() end
                        where id = :id and state = :from
                        """)
                        .param("id", id.value())
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("key", key.bytes())
                        .param("message", message)
                        .update()
                == 1;
    }

    void say(KeyRotationId id, String message) {
        database.jdbc()
                .sql("update secret_key_rotation set message = :message where id = :id and message <> :message")
                .param("id", id.value())
                .param("message", message)
                .update();
    }

    /** In the transaction that sealed them. */
    void count(KeyRotationId id, int resealed) {
        database.jdbc()
                .sql("update secret_key_rotation set resealed = resealed + :count where id = :id")
                .param("id", id.value())
                .param("count", resealed)
                .update();
    }

    private KeyRotation read(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        byte[] key = row.getBytes("key_id");
        KeyId keyId = key == null ? null : KeyId.of(key);
        return new KeyRotation(
                KeyRotationId.of(row.getString("id")),
                state,
                keyId == null ? null : keyId.value(),
                row.getLong("resealed"),
                keyId == null || state == State.COMPLETED ? 0 : sealed.countNotSealedWith(keyId),
                row.getString("message"),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
