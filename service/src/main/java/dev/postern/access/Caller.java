package dev.postern.access;

import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who sends the request that this thread serves.
 *
 * @param tenantId null for the operator and for fleet-wide tokens
 * @param expiresAt null if the token does not expire
 */
public record Caller(
        TokenId tokenId,
        String name,
        Role role,
        @Nullable TenantId tenantId,
        @Nullable Instant expiresAt) implements AuthenticatedPrincipal {

    /** The caller of this thread's request; throws {@link IllegalStateException} outside of one, which is a bug. */
    public static Caller current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("no caller is bound to this thread");
    }

    /** How history and audit name this caller: the token's id. */
    public String actor() {
        return tokenId.value();
    }

    /** Whether this caller may know that {@code tenant} exists. */
    boolean mayEnter(TenantId tenant) {
        return tenantId == null || tenantId.equals(tenant);
    }

    Collection<? extends GrantedAuthority> authorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    @Override
    public String getName() {
        return tokenId.value();
    }
}
