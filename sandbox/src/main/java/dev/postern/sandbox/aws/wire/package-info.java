/**
 * How AWS hears a call and answers it: the caller found in a signature, parameters, XML, errors, pages; and the two
 * places through which every call passes, the {@link dev.postern.sandbox.aws.wire.CallInterceptor} and the {@link
 * dev.postern.sandbox.aws.wire.CallLog}. Knows no service.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.wire;
