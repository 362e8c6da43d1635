@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.ssh;
