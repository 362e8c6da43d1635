/** The control API, over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.control;
