/**
 * What goes wrong with calls, on demand: a {@link dev.postern.sandbox.aws.fault.Fault} says which calls, what happens to
 * them, before or after they take effect, and to how many of them; {@link dev.postern.sandbox.aws.fault.Faults} are
 * those in force. Knows calls, not what services make of them.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.fault;
