package dev.postern.access;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/** Tells who a bearer token belongs to. Sees all tenants: nobody is known yet when it is asked. */
@Component
class TokenLookup implements OpaqueTokenIntrospector {

    private static final String WHY_NOT = "The token is unknown, expired or revoked.";

    private final SystemDatabase database;

    TokenLookup(SystemDatabase database) {
        this.database = database;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        if (!TokenSecret.wellFormed(token)) {
            throw new BadOpaqueTokenException(WHY_NOT);
        }
        try {
            return find(Secret.of(token)).orElseThrow(() -> new BadOpaqueTokenException(WHY_NOT));
        } catch (DataAccessException away) {
            throw new AuthenticationServiceException("tokens cannot be looked up", away);
        }
    }

    private Optional<Caller> find(Secret token) {
        return database.jdbc()
                .sql("""
                        select token.id, token.name, token.role, token.tenant_id, token.expires_at
                        from api_token token
                        left join tenant on tenant.id = token.tenant_id
                        where token.secret_hash = :hash
                            and token.revoked_at is null
                            and (token.expires_at is null or token.expires_at > now())
                            and tenant.deleted_at is null
                        """)
                .param("hash", TokenSecret.hash(token))
                .query(ApiToken.ROW)
                .optional()
                .map(ApiToken::caller);
    }
}
