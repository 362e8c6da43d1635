package dev.postern.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Where a browser says that a request comes from (W3C, Fetch Metadata). Programs and old browsers say nothing. */
final class FetchSite {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private FetchSite() {}

    /** Whether a page of another origin made this request, be it of a sibling domain. */
    static boolean isAnother(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OWN.contains(site);
    }
}
