package dev.postern.access;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose a refused token is: one that has expired or was revoked, or whose tenant has gone. Says nothing of what it may. */
@Component
public class KnownTokens {

    private static final String REFUSED = KnownTokens.class.getName() + ".refused";

    private final SystemDatabase database;

    KnownTokens(SystemDatabase database) {
        this.database = database;
    }

    /** Remembers, for as long as this request lasts, that its body showed this token and was refused. */
    static void refused(String presented, HttpServletRequest request) {
        request.setAttribute(REFUSED, Secret.of(presented));
    }

    /** The token that was refused in the body of this request; null where none was. */
    public static @Nullable Secret refusedIn(HttpServletRequest request) {
        return request.getAttribute(REFUSED) instanceof Secret secret ? secret : null;
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
