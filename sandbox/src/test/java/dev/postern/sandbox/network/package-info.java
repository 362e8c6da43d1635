/** Load balancers with real sockets. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.network;
