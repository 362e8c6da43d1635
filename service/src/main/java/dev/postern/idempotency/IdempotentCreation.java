package dev.postern.idempotency;

import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.secrets.Fingerprints;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Runs a creation together with the record of its key, in one transaction: either both are there afterwards or
 * neither. Keys belong to the tenant of the thread, or to the operator outside of any tenant; only who sent a request
 * repeats it.
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
        this.revealing = json.rebuild()
                .addModule(new SimpleModule("revealed").addSerializer(new RevealedSecret()))
                .build();
    }

    /**
     * Creates once per key. A repeated request is answered with what the first one created, as it is now: no more than
     * its id is kept. Throws {@code IDEMPOTENCY_KEY_REUSED} if that is gone.
     *
     * @param key the header {@code Idempotency-Key}; without one, {@code creation} just runs in a transaction
     * @param operation what is created, and under which parent: the same key with another one is refused
     * @param request the body; its secrets go into the fingerprint but never into the database
     * @param id what {@code reading} finds it by
     */
    public <T> T create(
            @Nullable String key,
            String operation,
            Object request,
            Supplier<T> creation,
            Function<T, Object> id,
            Function<String, T> reading) {
        return inTransaction(() -> {
            Optional<String> earlier = claim(key, operation, request);
            if (earlier.isPresent()) {
                return read(earlier.get(), reading);
            }
            T created = creation.get();
            if (key != null) {
                record(key, Optional.of(id.apply(created).toString()));
            }
            return created;
        });
    }

    private static <T> T read(String id, Function<String, T> reading) {
        try {
            return reading.apply(id);
        } catch (PosternException failed) {
            if (failed.kind() != ErrorKind.NOT_FOUND) {
                throw failed;
            }
            throw new PosternException(
                    ErrorKind.IDEMPOTENCY_KEY_REUSED,
                    "What this key has created is gone. Use a new key to create another one.");
        }
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
                record(key, Optional.empty());
            }
            return created;
        });
    }

    /** Writes the key down, or returns the id that is stored under it, which may be empty. Waits for a request that holds the same key. */
    private Optional<String> claim(@Nullable String key, String operation, Object request) {
        if (key == null) {
            return Optional.empty();
        }
        if (!KEY.matcher(key).matches()) {
            throw PosternException.invalid(
                    "Idempotency-Key", "must have 1 to 128 letters, digits, '-', '_', '.' or ':'");
        }
        String text = caller() + "\n" + operation + "\n" + revealing.writeValueAsString(request);
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
                        "select fingerprint, answer ->> 'id' as id from idempotency_key where scope = :scope and key = :key")
                .param("scope", scope())
                .param("key", key)
                .query((row, number) -> new Earlier(
                        row.getBytes("fingerprint"),
                        Optional.ofNullable(row.getString("id")).orElse("")))
                .optional()
                .orElseThrow(() -> new PosternException(
                        ErrorKind.IDEMPOTENCY_KEY_IN_USE, "A request with this key is under way. Try again."));
        if (!fingerprints.matches(earlier.fingerprint(), text)) {
            throw new PosternException(
                    ErrorKind.IDEMPOTENCY_KEY_REUSED, "This key was used for another request. Use a new one.");
        }
        return Optional.of(earlier.id());
    }

    /** @param id empty where a repeated request is refused */
    private void record(String key, Optional<String> id) {
        jdbc().sql("""
                        update idempotency_key
                        set answer = jsonb_strip_nulls(jsonb_build_object('id', cast(:id as text)))
                        where scope = :scope and key = :key
                        """)
                .param("id", id.orElse(null))
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

    /** Another one's repetition is another request: else it would tell whoever guesses a password that they guessed right. */
    private static String caller() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "" : caller.getName();
    }

    private static String scope() {
        return TenantScope.current().map(TenantId::value).orElse(OPERATOR);
    }

    private record Earlier(byte[] fingerprint, String id) {}

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
}
