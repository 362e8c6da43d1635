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
    private static final String PURPOSE = "session cookie ";

    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();
    private final Fingerprints fingerprints;

    SessionCookies(Fingerprints fingerprints, boolean alwaysSecure) {
        this.fingerprints = fingerprints;
        cookies.setCookieName(NAME);
        cookies.setCookiePath("/");
        cookies.setSameSite("Strict");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setUseBase64Encoding(false);
        if (alwaysSecure) {
            cookies.setUseSecureCookie(true);
        }
    }

    /** Whether a browser shows such a cookie, good or not. */
    static boolean isShown(HttpServletRequest request) {
        return WebUtils.getCookie(request, NAME) != null;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        String id = value.getCookieValue();
        if (!id.isEmpty()) {
            byte[] fingerprint = fingerprints.of(PURPOSE + id);
            String signed = id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(fingerprint);
            cookies.writeCookieValue(new CookieValue(value.getRequest(), value.getResponse(), signed));
        } else {
            cookies.writeCookieValue(value);
        }
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .map(this::id)
                .flatMap(Optional::stream)
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
