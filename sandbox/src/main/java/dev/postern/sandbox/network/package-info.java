/**
 * The wires of the sandbox: load balancers that really forward TCP, and the loopback addresses they are opened on.
 *
 * <p>A {@link dev.postern.sandbox.network.LoadBalancer} is only a table, listener port to targets. {@link
 * dev.postern.sandbox.network.LoadBalancer#openAt} makes it answer at given addresses, any number of times: once for
 * each VPC endpoint of its service. What is open follows every later change of the table.
 *
 * <p>A {@link dev.postern.sandbox.network.LoopbackBlock} is sixteen addresses of 127.64.0.0 and above, which belong to
 * one endpoint of one sandbox on this machine. Linux answers on all of 127.0.0.0/8 without set-up; macOS does not.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.network;
