package dev.postern.idempotency;

import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.secrets.Fingerprints;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Runs a creation together with the record of its key, in one transaction: either both are there afterwards or
 * neither. Keys belong to the tenant of the thread, or to the operator outside of any tenant.
 */
@Component
public class IdempotentCreation {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final String OPERATOR = "operator";
    private static final String TENANT_LOCK = "postern.creation ";

    private final JdbcClient application;
    private final TransactionTemplate tenantTransaction;
    private final SystemDatabase system;
    private final Fingerprints fingerprints;
    private final JsonMapper storing;
    private final JsonMapper revealing;

    IdempotentCreation(
            JdbcClient application,
            PlatformTransactionManager transactions,
            SystemDatabase system,
            Fingerprints fingerprints,
            JsonMapper json) {
        this.application = application;
        this.tenantTransaction = new TransactionTemplate(transactions);
        this.system = system;
        this.fingerprints = fingerprints;
        this.storing = json.rebuild().annotationIntrospector(new WholeRecords()).build();
        this.revealing = json.rebuild()
                .addModule(new SimpleModule("revealed").addSerializer(new RevealedSecret()))
                .build();
    }

    /**
     * Creates once per key and answers a repeated request with the first answer.
     *
     * @param key the header {@code Idempotency-Key}; without one, {@code creation} just runs in a transaction
     * @param operation what is created, and under which parent: the same key with another one is refused
     * @param request the body; its secrets go into the fingerprint but never into the database
     */
    public <T> T create(@Nullable String key, String operation, Object request, Class<T> type, Supplier<T> creation) {
        return inTransaction(() -> {
            Optional<String> earlier = claim(key, operation, request);
            if (earlier.isPresent()) {
                return storing.readValue(earlier.get(), type);
            }
            T created = creation.get();
            if (key != null) {
                record(key, storing.writeValueAsString(created));
            }
            return created;
        });
    }

    /** As {@link #create}, for an answer that is shown only once and never stored: a repeated request is refused. */
    public <T> T createOnce(@Nullable String key, String operation, Object request, Supplier<T> creation) {
        return inTransaction(() -> {
            if (claim(key, operation, request).isPresent()) {
                throw new PosternException(
                        ErrorKind.IDEMPOTENCY_KEY_REUSED,
                        "This key has already created something whose secret is shown only once. "
                                + "Delete that and create another one with a new key.");
            }
            T created = creation.get();
            if (key != null) {
                record(key, "{}");
            }
            return created;
        });
    }

    /** Writes the key down, or returns the answer stored under it. Waits for a request that holds the same key. */
    private Optional<String> claim(@Nullable String key, String operation, Object request) {
        if (key == null) {
            return Optional.empty();
        }
        if (!KEY.matcher(key).matches()) {
            throw PosternException.invalid(
                    "Idempotency-Key", "must have 1 to 128 letters, digits, '-', '_', '.' or ':'");
        }
        String text = operation + "\n" + revealing.writeValueAsString(request);
        int claimed = jdbc().sql("""
                        insert into idempotency_key (scope, key, fingerprint)
                        values (:scope, :key, :fingerprint)
                        on conflict (scope, key) do nothing
                        """)
                .param("scope", scope())
                .param("key", key)
                .param("fingerprint", fingerprints.of(text))
                .update();
        if (claimed == 1) {
            return Optional.empty();
        }
        Earlier earlier = jdbc().sql(
                        "select fingerprint, answer from idempotency_key where scope = :scope and key = :key")
                .param("scope", scope())
                .param("key", key)
                .query((row, number) -> new Earlier(row.getBytes("fingerprint"), row.getString("answer")))
                .optional()
                .orElseThrow(() -> new PosternException(
                        ErrorKind.IDEMPOTENCY_KEY_IN_USE, "A request with this key is under way. Try again."));
        if (!fingerprints.matches(earlier.fingerprint(), text)) {
            throw new PosternException(
                    ErrorKind.IDEMPOTENCY_KEY_REUSED, "This key was used for another request. Use a new one.");
        }
        return Optional.of(earlier.answer());
    }

    private void record(String key, String answer) {
        jdbc().sql("update idempotency_key set answer = cast(:answer as jsonb) where scope = :scope and key = :key")
                .param("answer", answer)
                .param("scope", scope())
                .param("key", key)
                .update();
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return TenantScope.current().isPresent()
                ? tenantTransaction.execute(status -> {
                    keepTenant(TenantScope.required());
                    return work.get();
                })
                : system.inTransaction(work);
    }

    /**
     * A request that was let in while its tenant was there may create only much later: its caller sends the body as
     * slowly as they like. Nothing is made for a tenant that was deleted meanwhile, and none is deleted while something
     * is made for it: nobody would take that down any more.
     */
    private void keepTenant(TenantId tenant) {
        application
                .sql("select pg_advisory_xact_lock_shared(hashtextextended(:lock, 0))")
                .param("lock", TENANT_LOCK + tenant)
                .query((row, number) -> true)
                .single();
        boolean there = application
                .sql("select exists (select from tenant where id = :tenant and deleted_at is null)")
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single();
        if (!there) {
            throw PosternException.notFound("tenant");
        }
    }

    /** Until the system role's transaction ends, nothing is created for the tenant. */
    public void stopFor(TenantId tenant) {
        system.jdbc()
                .sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", TENANT_LOCK + tenant)
                .query((row, number) -> true)
                .single();
    }

    private JdbcClient jdbc() {
        return TenantScope.current().isPresent() ? application : system.jdbc();
    }

    private static String scope() {
        return TenantScope.current().map(TenantId::value).orElse(OPERATOR);
    }

    private record Earlier(byte[] fingerprint, String answer) {}

    /** For the fingerprint alone: two requests that differ in a password are two requests. */
    private static final class RevealedSecret extends StdSerializer<Secret> {

        RevealedSecret() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializationContext context) {
            generator.writeString(secret.reveal());
        }
    }

    /** What an answer keeps from its readers (the revision in its ETag) is stored with it all the same. */
    private static final class WholeRecords extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
            return false;
        }
    }
}
