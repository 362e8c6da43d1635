package dev.postern.onboarding;

import dev.postern.connections.BastionBriefing;
import dev.postern.connections.ConnectionReason;
import dev.postern.connections.WaitingOn;
import java.util.List;

/** The steps of a connection over an SSH bastion, up to where clusters come in. */
final class BastionWay {

    private BastionWay() {}

    static List<Step> of(BastionBriefing connection, ApiCommands commands) {
        boolean ready = connection.standing().ready();
        return List.of(
                new Step(StepId.CREATE_CONNECTION, true, WaitingOn.TENANT, "Make the connection."),
                new Step(
                                StepId.APPROVE_HOST_KEY,
                                connection.hostKeyTrusted(),
                                WaitingOn.TENANT,
                                "Postern asks the bastion for its host key. Compare its fingerprint with that on the"
                                        + " bastion itself, and approve it.")
                        .withCommand(
                                commands.approveHostKey(),
                                ConnectionReason.HOST_KEY_APPROVAL,
                                ConnectionReason.HOST_KEY_CHANGED),
                new Step(
                                StepId.INSTALL_KEYS,
                                connection.letIn(),
                                WaitingOn.TENANT,
                                "Put the kit's authorized_keys lines into ~%s/.ssh/authorized_keys on the bastion. Postern logs in by itself then."
                                        .formatted(connection.user()))
                        .withArtefact(Kit.AUTHORIZED_KEYS)
                        .withCommand(commands.authorizedKeys(), ConnectionReason.PUBLIC_KEY_NOT_INSTALLED),
                new Step(
                                StepId.PERMIT_FORWARDING,
                                connection.forwards(),
                                WaitingOn.TENANT,
                                "See that authorized_keys has the kit's lines as they are now, which permit the"
                                        + " brokers known, and have sshd forward for that user: the kit's settings of sshd"
                                        + " do.")
                        .withArtefact(Kit.AUTHORIZED_KEYS)
                        .withCommand(commands.authorizedKeys(), ConnectionReason.FORWARDING_DENIED),
                new Step(
                        StepId.CONNECTION_AVAILABLE,
                        ready,
                        WaitingOn.POSTERN,
                        "Postern keeps a session to the bastion, and a port of a gateway for each broker."));
    }
}
