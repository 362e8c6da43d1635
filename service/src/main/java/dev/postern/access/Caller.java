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
 * @param name the token's, or the person's
 * @param tenantId null for the operator and for fleet-wide tokens
 * @param expiresAt when this caller has to show something new; null if that is not known beforehand
 */
public record Caller(
        Identity identity,
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

    /** How history and audit name this caller: the token's id, or the person's subject. */
    public String actor() {
        return identity.actor();
    }

    /** Whether this caller may know that {@code tenant} exists. */
    boolean mayEnter(TenantId tenant) {
        return tenantId == null || tenantId.equals(tenant);
    }

    /** The same caller, at most until then. */
    Caller until(Instant end) {
        return new Caller(
                identity, name, role, tenantId, expiresAt == null || end.isBefore(expiresAt) ? end : expiresAt);
    }

    Collection<? extends GrantedAuthority> authorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    @Override
    public String getName() {
        return identity.actor();
    }
}
