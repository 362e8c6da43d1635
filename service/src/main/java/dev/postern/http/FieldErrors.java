package dev.postern.http;

import dev.postern.foundation.FieldError;
import java.util.List;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;

/** Bean Validation's findings in our form. */
final class FieldErrors {

    private FieldErrors() {}

    static List<FieldError> of(BindingResult result) {
        return result.getAllErrors().stream()
                .map(FieldErrors::of)
                .sorted((left, right) -> left.pointer().compareTo(right.pointer()))
                .toList();
    }

    private static FieldError of(ObjectError error) {
        String path = error instanceof org.springframework.validation.FieldError field ? field.getField() : "";
        return new FieldError(pointer(path), String.valueOf(error.getDefaultMessage()));
    }

    /** {@code routes[0].port.value} becomes {@code /routes/0/port/value} (RFC 6901). */
    static String pointer(String path) {
        if (path.isEmpty()) {
            return "";
        }
        return "/"
                + path.replace("~", "~0")
                        .replace("[", ".")
                        .replace("]", "")
                        .replace('.', '/')
                        .replace("//", "/");
    }
}
