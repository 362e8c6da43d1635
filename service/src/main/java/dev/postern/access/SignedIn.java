package dev.postern.access;

import dev.postern.foundation.TenantId;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds: who has signed in, and until when. Written as plain texts, so that a newer version of the service
 * reads what an older one has written.
 */
sealed interface SignedIn {

    String TOKEN = "token";
    String SUBJECT = "subject";
    String NAME = "name";
    String ROLE = "role";
    String TENANT = "tenant";
    String UNTIL = "until";

    /** The session is over then, whatever happens. */
    Instant until();

    /** With a token: what it may do now is the token's matter. */
    record WithToken(TokenId token, Instant until) implements SignedIn {}

    /** With the OIDC issuer, as the claims said when the session began. */
    record WithIssuer(Caller person, Instant until) implements SignedIn {}

    default void write(HttpSession session) {
        session.setAttribute(UNTIL, until().toString());
        switch (this) {
            case WithToken signedIn ->
                session.setAttribute(TOKEN, signedIn.token().value());
            case WithIssuer signedIn -> {
                Caller person = signedIn.person();
                session.setAttribute(SUBJECT, person.identity() instanceof Identity.OfSubject of ? of.subject() : "");
                session.setAttribute(NAME, person.name());
                session.setAttribute(ROLE, person.role().name());
                TenantId tenant = person.tenantId();
                if (tenant != null) {
                    session.setAttribute(TENANT, tenant.value());
                }
            }
        }
    }

    /** Null where nobody has signed in. */
    static @Nullable SignedIn read(HttpSession session) {
        String until = text(session, UNTIL);
        String token = text(session, TOKEN);
        String subject = text(session, SUBJECT);
        if (until == null) {
            return null;
        }
        if (token != null) {
            return new WithToken(TokenId.of(token), Instant.parse(until));
        }
        if (subject == null) {
            return null;
        }
        String tenant = text(session, TENANT);
        return new WithIssuer(
                new Caller(
                        new Identity.OfSubject(subject),
                        String.valueOf(text(session, NAME)),
                        Role.valueOf(String.valueOf(text(session, ROLE))),
                        tenant == null ? null : TenantId.of(tenant),
                        null),
                Instant.parse(until));
    }

    private static @Nullable String text(HttpSession session, String attribute) {
        return session.getAttribute(attribute) instanceof String text ? text : null;
    }
}
