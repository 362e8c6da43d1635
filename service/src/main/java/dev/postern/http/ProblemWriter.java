package dev.postern.http;

import dev.postern.foundation.ErrorKind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem detail from a filter, where no controller is reached. */
@Component
public final class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, ErrorKind kind, String detail) throws IOException {
        ProblemDetail problem = Problems.of(kind, detail);
        response.setStatus(problem.getStatus());
        if (kind == ErrorKind.UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_SECONDS);
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
