package dev.postern.access;

import dev.postern.foundation.Names;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Component;

/** Callers that the OIDC issuer vouches for: what its claims mean here. */
@Component
class OidcCallers {

    private static final int LONGEST_SUBJECT = 255;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** Not the whole fleet's data plane: a mapping at the issuer that is forgotten must not open all tenants. */
    private static final Set<Role> WITHOUT_TENANT = EnumSet.of(Role.OPERATOR_ADMIN, Role.OPERATOR_VIEWER);

    private final OidcProperties properties;
    private final OidcIssuer issuer;
    private final KnownTenants tenants;
    private volatile @Nullable JwtDecoder decoder;

    OidcCallers(OidcProperties properties, OidcIssuer issuer, KnownTenants tenants) {
        this.properties = properties;
        this.issuer = issuer;
        this.tenants = tenants;
    }

    boolean enabled() {
        return properties.enabled();
    }

    /**
     * Who has shown this bearer token. Throws {@link CallerRefused} where it is good for nothing, and
     * {@link AuthenticationServiceException} where that cannot be told.
     */
    Caller caller(String token) {
        Jwt jwt = decode(token);
        return caller(jwt.getClaims(), jwt.getExpiresAt());
    }

    /** Who these claims, which have been checked, mean. */
    Caller caller(Map<String, Object> claims, @Nullable Instant expiresAt) {
        Role role = role(claims.get(properties.roleClaim()));
        TenantId tenant = tenant(claims.get(properties.tenantClaim()));
        if (!(tenant == null ? WITHOUT_TENANT : Role.OF_TENANT).contains(role)) {
            throw new CallerRefused("The issuer's claims contradict each other: the role %s %s (claim %s)."
                    .formatted(
                            role,
                            tenant == null ? "needs a tenant, and there is no tenant" : "is no tenant's",
                            properties.tenantClaim()));
        }
        if (!(claims.get("sub") instanceof String subject)
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || UNPRINTABLE.matcher(subject).find()) {
            throw new CallerRefused("The issuer's claim sub is missing, has more than 255 characters, or has some "
                    + "that cannot be printed.");
        }
        return new Caller(new Identity.OfSubject(subject), name(claims, subject), role, tenant, expiresAt);
    }

    private Jwt decode(String token) {
        try {
            return decoder().decode(token);
        } catch (JwtValidationException refused) {
            throw new CallerRefused("The issuer's token is not accepted: "
                    + refused.getErrors().stream()
                            .map(error -> String.valueOf(error.getDescription()))
                            .collect(Collectors.joining("; "))
                    + ".");
        } catch (BadJwtException refused) {
            throw notSigned();
        } catch (JwtException failed) {
            throw new AuthenticationServiceException("the issuer's keys cannot be had", failed);
        }
    }

    private static CallerRefused notSigned() {
        return new CallerRefused("This is neither a token of Postern (pst_...) nor one that the issuer has signed with "
                + "one of the keys and algorithms that it may.");
    }

    private JwtDecoder decoder() {
        JwtDecoder made = decoder;
        if (made == null) {
            made = issuer.decoder(List.of(
                    new JwtIssuerValidator(String.valueOf(properties.issuer())),
                    new JwtClaimValidator<Collection<String>>(
                            "aud", audience -> audience != null && audience.contains(properties.audience())),
                    new JwtClaimValidator<>("exp", Objects::nonNull)));
            decoder = made;
        }
        return made;
    }

    private Role role(@Nullable Object claim) {
        Set<String> values = switch (claim) {
            case String one -> Set.of(one);
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> values.contains(role.name()))
                .forEach(roles::add);
        if (roles.size() != 1) {
            throw new CallerRefused("The issuer's claim %s must name one role of Postern, of %s."
                    .formatted(properties.roleClaim(), Arrays.toString(Role.values())));
        }
        return roles.iterator().next();
    }

    private @Nullable TenantId tenant(@Nullable Object claim) {
        if (claim == null) {
            return null;
        }
        try {
            TenantId tenant = TenantId.of(claim.toString());
            if (tenants.exists(tenant)) {
                return tenant;
            }
        } catch (DataAccessException away) {
            throw new AuthenticationServiceException("tenants cannot be looked up", away);
        } catch (IllegalArgumentException noId) {
            // the same answer as for a tenant that is not there
        }
        throw new CallerRefused("The issuer's claim %s names no tenant of Postern: it must be the tenant's id, tnt_..."
                .formatted(properties.tenantClaim()));
    }

    /** For people to read: the first of these claims that is there and could be a name. */
    private static String name(Map<String, Object> claims, String subject) {
        return List.of("name", "preferred_username", "email", "client_id").stream()
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.matches(Names.PATTERN))
                .findFirst()
                .orElse(subject);
    }
}
