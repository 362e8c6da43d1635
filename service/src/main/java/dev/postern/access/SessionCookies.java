package dev.postern.access;

import dev.postern.secrets.Fingerprints;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that a browser keeps for a session: the session's id and its fingerprint. Who has read the ids in a copy of
 * the database cannot make a cookie of them, and no query is made for cookies that somebody has made up.
 */
final class SessionCookies implements CookieSerializer {

    static final String NAME = "POSTERN_SESSION";

    /** Browsers take a cookie of such a name over HTTPS and from this very host only: no other host plants one (RFC 6265bis). */
    static final String SECURE_NAME = "__Host-" + NAME;

    private static final String PURPOSE = "session cookie ";

    private final DefaultCookieSerializer plain = cookies(NAME, false);
    private final DefaultCookieSerializer secure = cookies(SECURE_NAME, true);
    private final Fingerprints fingerprints;
    private final boolean alwaysSecure;

    SessionCookies(Fingerprints fingerprints, boolean alwaysSecure) {
        this.fingerprints = fingerprints;
        this.alwaysSecure = alwaysSecure;
    }

    private static DefaultCookieSerializer cookies(String name, boolean secure) {
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        cookies.setCookieName(name);
        cookies.setCookiePath("/");
        cookies.setSameSite("Strict");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setUseBase64Encoding(false);
        cookies.setUseSecureCookie(secure);
        return cookies;
    }

    /** Whether a browser shows such a cookie, good or not. */
    static boolean isShown(HttpServletRequest request) {
        return WebUtils.getCookie(request, NAME) != null || WebUtils.getCookie(request, SECURE_NAME) != null;
    }

    /** One of the two, and never the other: who can plant the plain one must not be heard over HTTPS. */
    private DefaultCookieSerializer of(HttpServletRequest request) {
        return alwaysSecure || request.isSecure() ? secure : plain;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        DefaultCookieSerializer cookies = of(value.getRequest());
        String id = value.getCookieValue();
        if (!id.isEmpty()) {
            byte[] fingerprint = fingerprints.of(PURPOSE + id);
            String signed = id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(fingerprint);
            cookies.writeCookieValue(new CookieValue(value.getRequest(), value.getResponse(), signed));
        } else {
            cookies.writeCookieValue(value);
        }
    }

    /** The first good one alone: each is a query, before anybody knows who asks. */
    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return of(request).readCookieValues(request).stream()
                .map(this::id)
                .flatMap(Optional::stream)
                .limit(1)
                .toList();
    }

    private Optional<String> id(String value) {
        int split = value.indexOf('.');
        if (split < 0) {
            return Optional.empty();
        }
        String id = value.substring(0, split);
        try {
            byte[] fingerprint = Base64.getUrlDecoder().decode(value.substring(split + 1));
            return fingerprints.matches(fingerprint, PURPOSE + id) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException madeUp) {
            return Optional.empty();
        }
    }
}
