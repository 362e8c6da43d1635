package dev.postern.connections;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TypedId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Which Postern this is: an id that is made at the first start and goes into the names and tags of everything in AWS. */
@Component
class Installation implements ApplicationRunner {

    private final SystemDatabase database;
    private volatile @Nullable String id;

    Installation(SystemDatabase database) {
        this.database = database;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        id();
    }

    /** {@code ins_} and a ULID; the same for every replica, for as long as the database lives. */
    String id() {
        String known = id;
        if (known == null) {
            known = database.inTransaction(this::readOrMake);
            id = known;
        }
        return known;
    }

    /** The number of an endpoint that is about to be made; greater than all before it, whatever becomes of the endpoint. */
    long nextEpoch() {
        return database.jdbc()
                .sql("update installation set epoch = epoch + 1 returning epoch")
                .query(Long.class)
                .single();
    }

    private String readOrMake() {
        database.jdbc()
                .sql("insert into installation (id) values (:id) on conflict (only_row) do nothing")
                .param("id", TypedId.next("ins"))
                .update();
        return database.jdbc()
                .sql("select id from installation")
                .query(String.class)
                .single();
    }
}
