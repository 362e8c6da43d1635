package dev.postern.http;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TypedId;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns everything that an endpoint throws into a problem detail; what nobody foresaw tells the caller nothing. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    /** Somebody has to do something first: asking again soon is for what ends by itself. */
    private static final String QUOTA_SECONDS = "60";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onPosternException(PosternException exception) {
        return answer(exception.kind(), String.valueOf(exception.getMessage()), exception.errors());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onConstraintViolation(ConstraintViolationException exception) {
        return onPosternException(PosternException.invalid(exception.getConstraintViolations().stream()
                .map(violation -> new FieldError(
                        FieldErrors.pointer(violation.getPropertyPath().toString()), violation.getMessage()))
                .sorted((left, right) -> left.pointer().compareTo(right.pointer()))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUnreadableParameter(InvalidParameterException exception) {
        return answer(ErrorKind.MALFORMED_REQUEST, "A query parameter is not percent-encoded UTF-8.", List.of());
    }

    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class})
    ResponseEntity<ProblemDetail> onDatabaseAway(RuntimeException exception) {
        log.error("The database does not answer", exception);
        return answer(ErrorKind.UNAVAILABLE, "The service cannot answer for the moment. Try again.", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onConcurrentChange(ConcurrencyFailureException exception) {
        log.warn("Two changes met", exception);
        return answer(ErrorKind.UNAVAILABLE, "Another change got in the way. Try again.", List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onAnythingElse(Exception exception) {
        log.error("A request failed in a way that nobody foresaw", exception);
        return answer(
                ErrorKind.INTERNAL, "Something went wrong on our side. Tell the operator the request id.", List.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return untyped(onPosternException(PosternException.invalid(FieldErrors.of(exception.getBindingResult()))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        LimitedBody.Refused refused = LimitedBody.Refused.among(exception);
        if (refused != null) {
            String message = String.valueOf(refused.getMessage());
            return switch (refused.why()) {
                case LARGE -> malformed(HttpStatus.CONTENT_TOO_LARGE, message);
                case SLOW -> malformed(HttpStatus.REQUEST_TIMEOUT, message);
                case CROWDED -> untyped(onPosternException(new PosternException(ErrorKind.RATE_LIMITED, message)));
            };
        }
        FieldError error = JsonErrors.explain(exception.getCause());
        return untyped(
                error == null
                        ? answer(
                                ErrorKind.MALFORMED_REQUEST,
                                "The body must be one JSON object, and is not.",
                                List.of(new FieldError("", "must be one JSON object")))
                        : onPosternException(PosternException.invalid(List.of(error))));
    }

    private static ResponseEntity<Object> malformed(HttpStatus status, String detail) {
        ProblemDetail problem = Problems.of(ErrorKind.MALFORMED_REQUEST, detail);
        problem.setStatus(status.value());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> wanted = exception.getRequiredType();
        if (wanted != null && TypedId.class.isAssignableFrom(wanted)) {
            return untyped(answer(ErrorKind.NOT_FOUND, "There is no such resource.", List.of()));
        }
        String name = exception instanceof MethodArgumentTypeMismatchException mismatch
                ? mismatch.getName()
                : String.valueOf(exception.getPropertyName());
        return untyped(onPosternException(PosternException.invalid(
                name, "must be " + JsonErrors.describe(wanted == null ? Object.class : wanted))));
    }

    /** Whatever Spring itself refuses: its status, in our form. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ErrorKind kind = switch (status.value()) {
            case 404 -> ErrorKind.NOT_FOUND;
            case 503 -> ErrorKind.UNAVAILABLE;
            default -> status.is5xxServerError() ? ErrorKind.INTERNAL : ErrorKind.MALFORMED_REQUEST;
        };
        if (kind == ErrorKind.INTERNAL) {
            log.error("A request failed in a way that nobody foresaw", exception);
        }
        String detail =
                body instanceof ProblemDetail problem && problem.getDetail() != null && kind != ErrorKind.INTERNAL
                        ? problem.getDetail()
                        : "The request cannot be served.";
        ProblemDetail problem = Problems.of(kind, detail);
        problem.setStatus(status.value());
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ErrorKind kind, String detail, List<FieldError> errors) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(Problems.status(kind));
        if (kind.retryable()) {
            builder.header(HttpHeaders.RETRY_AFTER, Problems.RETRY_SECONDS);
        }
        if (kind == ErrorKind.QUOTA_EXCEEDED) {
            builder.header(HttpHeaders.RETRY_AFTER, QUOTA_SECONDS);
        }
        return builder.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(Problems.of(kind, detail, errors));
    }

    private static ResponseEntity<Object> untyped(ResponseEntity<ProblemDetail> answer) {
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }
}
