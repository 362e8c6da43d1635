package dev.postern.onboarding;

import dev.postern.connections.ConnectionReason;
import dev.postern.connections.PrivateLinkBriefing;
import dev.postern.connections.WaitingOn;
import java.util.List;

/** The steps of a connection over AWS PrivateLink, up to where clusters come in. */
final class PrivateLinkWay {

    private PrivateLinkWay() {}

    static List<Step> of(PrivateLinkBriefing connection, ApiCommands commands) {
        boolean ready = connection.standing().ready();
        boolean named = connection.serviceName() != null;
        boolean accepted = ready || connection.accepted();
        return List.of(
                new Step(StepId.CREATE_CONNECTION, true, WaitingOn.TENANT, "Make the connection."),
                new Step(
                        StepId.CREATE_PRINCIPAL,
                        connection.principal() != null,
                        WaitingOn.POSTERN,
                        "Postern makes an IAM role for this connection alone, which your endpoint service is to"
                                + " admit."),
                new Step(
                                StepId.NAME_SERVICE,
                                named,
                                WaitingOn.TENANT,
                                "Apply the kit's Terraform in your AWS account: it makes a load balancer, an endpoint"
                                        + " service, and allows the principal. Then tell Postern the name of the service,"
                                        + " which Terraform prints as service_name. Once clusters are added, take"
                                        + " the text anew and apply it again: then it has their listeners.")
                        .withArtefact(Kit.TERRAFORM)
                        .withCommand(commands.nameService(), ConnectionReason.SERVICE_NAME_NEEDED),
                new Step(
                                StepId.ALLOW_PRINCIPAL,
                                named && (connection.serviceSeen() || accepted),
                                WaitingOn.TENANT,
                                "Allow the principal to use the service. The kit's Terraform does; so does the"
                                        + " connection's next step, where the service was made otherwise.")
                        .withArtefact(Kit.TERRAFORM),
                new Step(
                                StepId.ACCEPT_ENDPOINT,
                                accepted,
                                WaitingOn.TENANT,
                                "Once Postern has made its endpoint, accept it in the account that the service is in.")
                        .withArtefact(Kit.ACCEPT_ENDPOINT),
                new Step(
                        StepId.CONNECTION_AVAILABLE,
                        ready,
                        WaitingOn.AWS,
                        "AWS brings the endpoint up, within some minutes."));
    }
}
