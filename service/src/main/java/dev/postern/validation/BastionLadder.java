package dev.postern.validation;

import dev.postern.connections.BastionTrial;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.connections.spi.SshPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** How far does a bastion let us? Reads what came of trying it. */
final class BastionLadder {

    private static final int MOST_NAMED = 50;

    private final ConnectionId connection;
    private final BastionTrial trial;
    private final SequencedMap<BastionRung, Finding> findings = new LinkedHashMap<>();

    private BastionLadder(ConnectionId connection, BastionTrial trial) {
        this.connection = connection;
        this.trial = trial;
    }

    /** A finding for each rung; for that of forwarding only if there was a broker to ask for. */
    static SequencedMap<BastionRung, Finding> read(ConnectionId connection, BastionTrial trial, boolean asked) {
        BastionLadder ladder = new BastionLadder(connection, trial);
        switch (trial) {
            case BastionTrial.Unapproved(var address, SshPublicKey shown) -> ladder.unapproved(shown);
            case BastionTrial.Contacted contacted -> ladder.contacted(contacted);
        }
        if (!asked) {
            ladder.findings.remove(BastionRung.FORWARDING);
        }
        return ladder.findings;
    }

    private void unapproved(SshPublicKey shown) {
        answers();
        stop(
                BastionRung.HOST_KEY,
                Finding.fail(
                        "The bastion shows the host key %s, and nobody has approved one yet."
                                .formatted(shown.fingerprint()),
                        Map.of("shown", shown.fingerprint(), "type", shown.type()),
                        "Tenant: compare the fingerprint with that on the bastion (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then approve it."));
    }

    private void contacted(BastionTrial.Contacted tried) {
        switch (tried.contact()) {
            case BastionContact.Reached reached -> reached(tried, reached);
            case BastionContact.LoginRefused refused -> {
                showsItsKey();
                stop(
                        BastionRung.LOG_IN,
                        Finding.fail(
                                "The bastion lets %s in with none of our keys."
                                        .formatted(trial.address().user()),
                                Map.of("offered", fingerprints(tried.offered())),
                                installLines("Put them into ~%s/.ssh/authorized_keys, which nobody else may write to."
                                        .formatted(trial.address().user()))));
            }
            case BastionContact.HostKeyMismatch mismatch -> {
                answers();
                stop(
                        BastionRung.HOST_KEY,
                        Finding.fail(
                                "The bastion shows the host key %s, which is not the approved one."
                                        .formatted(mismatch.shown().fingerprint()),
                                Map.of("shown", mismatch.shown().fingerprint()),
                                "Tenant: find out whether the bastion was made anew or somebody stands in between. If the key is the bastion's, approve it."));
            }
            case BastionContact.NameNotResolved none ->
                unreachable(
                        "%s has no address.".formatted(trial.address().host()),
                        "Tenant: see that host of connection %s is a name that resolves from the internet, or an address.");
            case BastionContact.AddressForbidden forbidden ->
                unreachable(
                        "This installation does not connect to where %s is."
                                .formatted(trial.address().host()),
                        "Tenant: give connection %s a public address. Operator: or add its network to postern.dialling.allow-bastions.");
            case BastionContact.TcpRefused refused ->
                unreachable(
                        "%s refuses connections.".formatted(where()),
                        "Tenant: see that sshd of connection %s runs and listens on this port.");
            case BastionContact.TcpTimeout silent ->
                unreachable(
                        "%s does not answer.".formatted(where()),
                        "Tenant: see that the firewall in front of the bastion of connection %s lets the operator's addresses in.");
            case BastionContact.Unreachable(String what) ->
                unreachable(
                        "%s takes connections, but SSH fails: %s.".formatted(where(), what),
                        "Tenant: see what listens there, and what the log of sshd says; connection %s has its address.");
        }
    }

    private void reached(BastionTrial.Contacted tried, BastionContact.Reached reached) {
        showsItsKey();
        Map<String, Object> evidence =
                Map.of("offered", fingerprints(tried.offered()), "accepted", fingerprints(reached.accepted()));
        findings.put(
                BastionRung.LOG_IN,
                reached.accepted().size() == tried.offered().size()
                        ? Finding.pass(
                                "The bastion lets %s in with each key."
                                        .formatted(trial.address().user()),
                                evidence)
                        : Finding.warn(
                                "The bastion lets %s in with %d of %d keys."
                                        .formatted(
                                                trial.address().user(),
                                                reached.accepted().size(),
                                                tried.offered().size()),
                                evidence,
                                installLines("Without all of them keys cannot be rotated.")));
        findings.put(BastionRung.FORWARDING, forwarding(reached));
    }

    private Finding forwarding(BastionContact.Reached reached) {
        List<String> prohibited = reached.forwardings().stream()
                .filter(each -> each.answer() == Forwarding.Answer.PROHIBITED)
                .map(each -> each.target().toString())
                .toList();
        int all = reached.forwardings().size();
        return prohibited.isEmpty()
                ? Finding.pass("The bastion forbids none of %d broker(s).".formatted(all), Map.of("brokers", all))
                : Finding.fail(
                        "The bastion does not forward to %d of %d broker(s): %s%s."
                                .formatted(
                                        prohibited.size(),
                                        all,
                                        prohibited.getFirst(),
                                        prohibited.size() == 1 ? "" : " and others"),
                        Map.of(
                                "prohibited",
                                prohibited.stream().limit(MOST_NAMED).toList()),
                        installLines("See that AllowTcpForwarding of sshd is yes or local, and PermitOpen any."));
    }

    private String installLines(String more) {
        return "Tenant: install the authorized_keys lines of connection %s's kit on the bastion. %s"
                .formatted(connection, more);
    }

    private void unreachable(String summary, String remedy) {
        stop(
                BastionRung.REACHABLE,
                Finding.fail(
                        summary,
                        Map.of(
                                "host",
                                trial.address().host(),
                                "port",
                                trial.address().port()),
                        remedy.formatted(connection)));
    }

    private String where() {
        return "Port %d of %s".formatted(trial.address().port(), trial.address().host());
    }

    private void answers() {
        findings.put(BastionRung.REACHABLE, Finding.pass("%s answers.".formatted(where()), Map.of()));
    }

    private void showsItsKey() {
        answers();
        findings.put(BastionRung.HOST_KEY, Finding.pass("The bastion has shown the approved host key.", Map.of()));
    }

    /** The rungs above were not tried. */
    private void stop(BastionRung rung, Finding finding) {
        findings.put(rung, finding);
        for (BastionRung above : BastionRung.values()) {
            if (above.compareTo(rung) > 0) {
                findings.put(above, Ladder.skipped(CheckId.bastion(connection, rung)));
            }
        }
    }

    private static List<String> fingerprints(List<SshPublicKey> keys) {
        return keys.stream().map(SshPublicKey::fingerprint).toList();
    }
}
