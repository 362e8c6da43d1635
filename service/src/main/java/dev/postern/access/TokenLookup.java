package dev.postern.access;

import dev.postern.database.Notifications;
import dev.postern.database.NotifiedCache;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;

/**
 * Tells who a token belongs to; of one that it has seen lately, without asking the database. Sees all tenants: nobody is
 * known yet when it is asked.
 */
@Component
class TokenLookup {

    private static final long MOST = 50_000;
    private static final String GOOD = """
            select token.id, token.name, token.role, token.tenant_id, token.created_at, token.expires_at
            from api_token token
            left join tenant on tenant.id = token.tenant_id
            where token.revoked_at is null and tenant.deleted_at is null
            """;

    private final SystemDatabase database;
    private final Clock clock;
    private final NotifiedCache<String, ApiToken> known;

    TokenLookup(SystemDatabase database, Notifications notifications, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.known = new NotifiedCache<String, ApiToken>(notifications, MOST)
                .forgetWhenTold(
                        AccessChannels.TOKEN_REVOKED,
                        (revoked, token) -> token.id().value().equals(revoked))
                .forgetWhenTold(
                        AccessChannels.TENANT_DELETED,
                        (deleted, token) -> Optional.ofNullable(token.tenantId())
                                .map(TenantId::value)
                                .filter(deleted::equals)
                                .isPresent());
    }

    /**
     * The token with this text. Throws {@link CallerRefused} where it is good for nothing, and
     * {@link AuthenticationServiceException} where that cannot be told.
     */
    ApiToken find(String text) {
        if (!text.startsWith(TokenSecret.PREFIX)) {
            throw new CallerRefused("This is no token of Postern, which would begin with pst_.");
        }
        if (!TokenSecret.wellFormed(text)) {
            throw new CallerRefused(
                    "The token is mistyped or cut off: its checksum is wrong. Copy it again as a whole.");
        }
        byte[] hash = TokenSecret.hash(Secret.of(text));
        try {
            return known.get(key(hash), () -> load(hash))
                    .filter(token -> !token.expired(clock.instant()))
                    .orElseThrow(() -> new CallerRefused("The token is unknown, expired or revoked."));
        } catch (DataAccessException away) {
            throw new AuthenticationServiceException("tokens cannot be looked up", away);
        }
    }

    /** The token with this text, if it was good when the database was last there to tell, and has not expired since. */
    Optional<ApiToken> remembered(String text) {
        return known.remembered(key(TokenSecret.hash(Secret.of(text))))
                .filter(token -> !token.expired(clock.instant()));
    }

    private static String key(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** The token with this id, unless it is good for nothing any more. Always asks the database. */
    Optional<ApiToken> find(TokenId id) {
        return database.jdbc()
                .sql(GOOD + " and token.id = :id")
                .param("id", id.value())
                .query(ApiToken.ROW)
                .optional()
                .filter(token -> !token.expired(clock.instant()));
    }

    private Optional<ApiToken> load(byte[] hash) {
        return database.jdbc()
                .sql(GOOD + " and token.secret_hash = :hash")
                .param("hash", hash)
                .query(ApiToken.ROW)
                .optional();
    }
}
