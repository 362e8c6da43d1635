package dev.postern.foundation;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer where it stands: a JSON pointer (RFC 6901) into the body, or the name of a parameter or header
 * @param detail what is wrong and what would be right; never repeats a secret
 */
public record FieldError(String pointer, String detail) {}
