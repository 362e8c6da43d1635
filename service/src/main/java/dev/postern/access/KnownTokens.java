package dev.postern.access;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose a refused token is: one that has expired or was revoked, or whose tenant has gone. Says nothing of what it may. */
@Component
public class KnownTokens {

    private final SystemDatabase database;

    KnownTokens(SystemDatabase database) {
        this.database = database;
    }

    /** Empty if we have never given out such a token. */
    public Optional<Caller> ownerOf(String presented) {
        if (!TokenSecret.wellFormed(presented)) {
            return Optional.empty();
        }
        return database.jdbc()
                .sql(
                        "select id, name, role, tenant_id, created_at, expires_at from api_token where secret_hash = :hash")
                .param("hash", TokenSecret.hash(Secret.of(presented)))
                .query(ApiToken.ROW)
                .optional()
                .map(ApiToken::caller);
    }
}
