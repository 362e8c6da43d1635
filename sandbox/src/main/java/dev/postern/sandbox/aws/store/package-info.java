/** What the sandbox's AWS remembers, under one lock, and in a file if it is to outlive the process. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.store;
