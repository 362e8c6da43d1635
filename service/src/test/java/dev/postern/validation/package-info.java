/** Validations: verdicts, the ladder over brokers that are not there, and runs over HTTP against the sandbox. */
@NullMarked
package dev.postern.validation;

import org.jspecify.annotations.NullMarked;
