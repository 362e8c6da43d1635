/**
 * A tenant's bastion: a real SSH server in this JVM that does nothing but carry connections into the tenant's network,
 * for whoever an {@code authorized_keys} file lets in. {@link dev.postern.sandbox.ssh.Bastion} is the way in; {@link
 * dev.postern.sandbox.ssh.Bastions} keeps those of a sandbox by name.
 *
 * <p>It is as strict as OpenSSH's server: {@code restrict}, {@code port-forwarding} and {@code permitopen} of the line
 * that let a session in decide about each of its channels. What is forbidden is refused as "administratively
 * prohibited", what cannot be reached as "connect failed". There is no shell, no command, no agent, no subsystem and no
 * forwarding from the bastion to the client.
 *
 * <p>What goes wrong with it, on demand, is in {@link dev.postern.sandbox.ssh.BastionFaults}. The faults of the wire
 * (frozen, slow, cut) are made underneath the SSH server, which knows nothing of them.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.ssh;
