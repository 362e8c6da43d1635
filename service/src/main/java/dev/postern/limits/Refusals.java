package dev.postern.limits;

import dev.postern.foundation.ErrorKind;
import dev.postern.http.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Says no, how long to wait, and counts it. */
final class Refusals {

    private final JsonMapper json;
    private final MeterRegistry meters;

    Refusals(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    /**
     * @param limit by what name it is counted
     * @param detail a sentence on what there is too much of
     */
    void write(HttpServletResponse response, String limit, String detail, Duration wait) throws IOException {
        count(limit);
        long seconds = seconds(wait);
        ProblemDetail problem = Problems.of(ErrorKind.RATE_LIMITED, "%s Try again in %d s.".formatted(detail, seconds));
        response.setStatus(problem.getStatus());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    void count(String limit) {
        meters.counter("postern.refusals", "limit", limit).increment();
    }

    /** Whole ones, at least one. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
