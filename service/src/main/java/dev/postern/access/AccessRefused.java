package dev.postern.access;

import dev.postern.foundation.ErrorKind;
import dev.postern.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers who is known and may not do this. */
@Component
final class AccessRefused implements AccessDeniedHandler {

    private final ProblemWriter problems;

    AccessRefused(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(
                response,
                ErrorKind.FORBIDDEN,
                denied instanceof CsrfException
                        ? csrf(request)
                        : "Your role does not allow this. GET /api/v1/me says which you have.");
    }

    private static String csrf(HttpServletRequest request) {
        return FetchSite.isAnother(request)
                ? "With a session, send changes from Postern's own pages: the browser says (Sec-Fetch-Site) that "
                        + "another site made this request."
                : "With a session, send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.";
    }
}
