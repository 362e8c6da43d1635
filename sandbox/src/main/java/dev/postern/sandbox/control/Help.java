package dev.postern.sandbox.control;

/** What {@code GET /} answers. */
final class Help {

    static final String TEXT = """
            The Postern sandbox: a stand-in for AWS and for the tenants' networks, on this machine.

            Look:
              GET  /state                                 services, endpoints with their addresses, roles,
                                                          hosted zones, the operator's VPCs, load balancers
              GET  /calls?action=CreateVpcEndpoint        the latest calls to AWS, oldest first
              GET  /vpcs/{vpcId}/resolve?name=NAME        what a name resolves to in a VPC

            Be the tenant:
              POST /vpc-endpoints/{vpceId}/accept         accept an endpoint that waits for it
              POST /vpc-endpoints/{vpceId}/reject         reject it, or cut it off later
              POST /services/{serviceNameOrId}/allow      {"principal": "arn:aws:iam::111111111111:role/name"}

            Make trouble:
              POST /load-balancers/{name}/cross           {"ports": [9001, 9002]}: two listeners swap their targets
              POST /load-balancers/{name}/uncross         every listener gets its own targets back
              POST /brokers/{nodeId}/stop                 stop a Kafka broker
              POST /brokers/{nodeId}/start                start it again
              POST /vpc-endpoints/{vpceId}/expire         seven days pass without a decision
              POST /vpc-endpoints/{vpceId}/delete         somebody deletes an endpoint behind Postern's back

            Move time (where it does not pass by itself):
              POST /time/step                             everything under way goes one state further

            Try first:
              curl -s localhost:PORT/state
            """;

    private Help() {}
}
