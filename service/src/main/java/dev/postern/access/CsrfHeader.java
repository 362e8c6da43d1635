package dev.postern.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Takes the CSRF token from its header only. A sibling domain can plant the cookie and make a form with a parameter, but
 * cannot set a header; and what a browser says comes from another origin counts for nothing, whatever it carries.
 */
final class CsrfHeader extends CsrfTokenRequestAttributeHandler {

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken csrfToken) {
        return FetchSite.isAnother(request) ? null : request.getHeader(csrfToken.getHeaderName());
    }
}
