package dev.postern.foundation;

import java.util.List;

/** An error that a caller can act on. Its message is public: it holds no secret and nothing of another tenant. */
public class PosternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Nobody mends more at once. */
    private static final int MAX_ERRORS = 100;

    private final ErrorKind kind;
    private final transient List<FieldError> errors;

    public PosternException(ErrorKind kind, String detail) {
        this(kind, detail, List.of());
    }

    public PosternException(ErrorKind kind, String detail, List<FieldError> errors) {
        super(detail);
        this.kind = kind;
        this.errors = List.copyOf(errors.subList(0, Math.min(MAX_ERRORS, errors.size())));
    }

    /** One field of the request body cannot be accepted. */
    public static PosternException invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }

    /** Some fields of the request cannot be accepted; all are counted, and the first hundred named. */
    public static PosternException invalid(List<FieldError> errors) {
        FieldError named = errors.getFirst();
        String first = named.pointer().isEmpty() ? named.detail() : named.pointer() + ": " + named.detail();
        return new PosternException(
                ErrorKind.INVALID_REQUEST,
                errors.size() == 1 ? first : "%s (and %d more)".formatted(first, errors.size() - 1),
                errors);
    }

    /** There is no such thing, or none that this caller may know of. */
    public static PosternException notFound(String what) {
        return new PosternException(ErrorKind.NOT_FOUND, "There is no such " + what + ".");
    }

    public ErrorKind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
