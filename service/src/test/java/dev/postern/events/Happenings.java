package dev.postern.events;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.EventReader.Message;
import dev.postern.testing.TestTenant;
import java.util.List;

/** Writes events that nobody else tells, and of which no replica is told: as if another one had written them. */
record Happenings(SystemDatabase database) {

    private static final String TYPE = "test.happened";

    void of(TestTenant tenant, String subject) {
        write(tenant, subject, "0");
    }

    void longAgo(TestTenant tenant, String subject) {
        write(tenant, subject, "8 days");
    }

    private void write(TestTenant tenant, String subject, String age) {
        database.jdbc()
                .sql("""
                        insert into event (tenant_id, type, subject, occurred_at)
                        values (:tenant, :type, :subject, now() - cast(:age as interval))
                        """)
                .param("tenant", tenant.id())
                .param("type", TYPE)
                .param("subject", subject)
                .param("age", age)
                .update();
    }

    /** Those of them that a stream has told. */
    static List<Message> told(List<Message> messages) {
        return messages.stream().filter(message -> message.type().equals(TYPE)).toList();
    }
}
