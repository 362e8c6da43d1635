package dev.postern.sandbox.control;

import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.BastionCounters;
import dev.postern.sandbox.ssh.BastionFaults;
import java.util.List;

/**
 * A bastion at a moment.
 *
 * @param hostKey as a line of {@code known_hosts} has it behind the host
 * @param fingerprint {@code SHA256:...} of it
 */
record BastionView(
        String name,
        String host,
        int port,
        String user,
        String hostKey,
        String fingerprint,
        List<String> authorizedKeys,
        BastionCounters counters,
        BastionFaults.InForce faults) {

    static BastionView of(String name, Bastion bastion) {
        return new BastionView(
                name,
                bastion.address().getAddress().getHostAddress(),
                bastion.address().getPort(),
                bastion.user(),
                bastion.hostKey(),
                bastion.fingerprint(),
                bastion.authorizedKeys().lines().toList(),
                bastion.counters(),
                bastion.faults().inForce());
    }
}
