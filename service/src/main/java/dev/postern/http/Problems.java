package dev.postern.http;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The one place where an error gets its status, its {@code type} and its title (RFC 9457). */
public final class Problems {

    /** What {@code Retry-After} says where something is away that comes back by itself. */
    public static final String RETRY_SECONDS = "2";

    private static final String TYPE_BASE = "https://postern.dev/problems/";

    private Problems() {}

    public static ProblemDetail of(ErrorKind kind, String detail) {
        return of(kind, detail, List.of());
    }

    public static ProblemDetail of(ErrorKind kind, String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status(kind), detail);
        String slug = slug(kind);
        problem.setType(URI.create(TYPE_BASE + slug));
        String words = slug.replace('-', ' ');
        problem.setTitle(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        String requestId = MDC.get(RequestIdFilter.MDC_KEY);
        if (requestId != null) {
            problem.setProperty("requestId", requestId);
        }
        return problem;
    }

    static String slug(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static HttpStatus status(ErrorKind kind) {
        return switch (kind) {
            case MALFORMED_REQUEST -> HttpStatus.BAD_REQUEST;
            case INVALID_REQUEST -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND, BROKER_UNROUTABLE -> HttpStatus.NOT_FOUND;
            case CONFLICT, NAME_TAKEN, IN_USE, SERVICE_CLAIMED, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE ->
                HttpStatus.CONFLICT;
            case VERSION_MISMATCH -> HttpStatus.PRECONDITION_FAILED;
            case QUOTA_EXCEEDED, RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
