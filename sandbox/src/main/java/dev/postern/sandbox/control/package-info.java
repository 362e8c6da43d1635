/**
 * The control API: a person, or a test in another process, looks at the sandbox and pushes it, with {@code curl}. What
 * each call does is in {@code GET /} and in the module's README.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.control;
