package dev.postern.database;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** The connections that replicas hear each other on, and what happens to them. */
public final class Listeners {

    private final SystemDatabase database;

    public Listeners(ApplicationContext context) {
        this.database = context.getBean(SystemDatabase.class);
    }

    /** Ends those of all replicas; answers how many. */
    public int kill() {
        return database.jdbc()
                .sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = :name and datname = current_database()
                        """)
                .param("name", Notifications.APPLICATION_NAME)
                .query(Integer.class)
                .single();
    }

    /** Waits until this replica is told of everything again. */
    public static void awaitListening(ApplicationContext replica) {
        Notifications notifications = replica.getBean(Notifications.class);
        await().atMost(Duration.ofSeconds(10)).until(notifications::current);
    }

    /** A change that no notification tells of. */
    public void revokeWithoutTelling(String token) {
        database.jdbc()
                .sql("update api_token set revoked_at = now() where id = :id")
                .param("id", token)
                .update();
    }
}
