package dev.postern.sandbox.control;

/** What {@code GET /} answers. */
final class Help {

    static final String TEXT = """
            The Postern sandbox: a stand-in for AWS and for the tenants' networks, on this machine.

            Look:
              GET  /state                                 services, endpoints with their addresses, roles,
                                                          hosted zones, the operator's VPCs, load balancers
              GET  /calls?action=CreateVpcEndpoint        the latest calls to AWS, oldest first; &after=NUMBER
              GET  /vpcs/{vpcId}/resolve?name=NAME        what a name resolves to in a VPC
              GET  /bastions                              SSH bastions: address, user, host key and fingerprint,
                                                          authorized keys, what is open, faults; /bastions/{name}: one

            Be the tenant:
              POST /vpc-endpoints/{vpceId}/accept         accept an endpoint that waits for it
              POST /vpc-endpoints/{vpceId}/reject         reject it, or cut it off later
              POST /services/{serviceNameOrId}/allow      {"principal": "arn:aws:iam::111111111111:role/name"}
              POST /load-balancers/{name}/listen          {"port": 9004, "to": "127.0.0.1:9092"}: a new listener, or
                                                          another target for one that is there
              POST /services/{serviceNameOrId}/regions    {"regions": ["eu-west-1"]}: reachable from there too
              PUT  /bastions/{name}/authorized-keys       the lines themselves (curl --data-binary @file), for the next
                                                          log-in on; nothing: nobody gets in

            Make trouble:
              POST /load-balancers/{name}/cross           {"ports": [9001, 9002]}: two listeners swap their targets
              POST /load-balancers/{name}/uncross         every listener gets its own targets back
              POST /load-balancers/{name}/mix             {"ports": [9001, 9002]}: 9001 leads to the targets of both
              POST /load-balancers/{name}/misdirect       {"port": 9001, "to": "127.0.0.1:9092"}: it leads there instead
              POST /load-balancers/{name}/freeze          {"port": 9001, "answerBytes": 0}: what is behind it hangs once it
                                                          has said so much; nothing is closed
              POST /load-balancers/{name}/health          {"port": 9001, "healthy": false}: its targets are used only where
                                                          there is no healthy one
              POST /load-balancers/{name}/cross-zone      {"on": false}: an address reaches its own zone's targets only;
                                                          where there are none, connections time out
              POST /load-balancers/{name}/mend            all of that is undone
              POST /brokers/{nodeId}/stop                 stop a Kafka broker
              POST /brokers/{nodeId}/start                start it again
              POST /brokers/{nodeId}/add                  a new broker joins the cluster
              POST /brokers/{nodeId}/remove               a broker leaves for good
              POST /brokers/{nodeId}/renumber             {"to": 4}: another node id answers at its addresses
              POST /brokers/{nodeId}/certificate          {"show": "EXPIRED"}, or EXPIRING, SELF_SIGNED, ANOTHER_BROKERS;
                                                          OWN is a good one again
              POST /users/{name}/password                 {"password": "..."}: another one for SCRAM
              POST /users/{name}/allow                    {"permission": "DESCRIBE_CONFIGS"} or DESCRIBE_TOPICS, where the
                                                          brokers authorize
              POST /users/{name}/forbid                   the same taken back
              POST /bastions/{name}/change-host-key       new connections are shown another; restore-host-key: the first
              POST /bastions/{name}/forwarding            {"allowed": false}: nobody gets a connection forwarded
              POST /bastions/{name}/unreachable           {"to": "b-1.kafka.acme.internal:9092"}: the bastion cannot connect
                                                          to there; reachable: to everything again
              POST /bastions/{name}/freeze                answers nobody, closes nothing; thaw: goes on
              POST /bastions/{name}/slow                  {"delayMillis": 50, "bytesPerSecond": 100000}; {}: at full speed
              POST /bastions/{name}/drop                  cuts all connections
              POST /bastions/{name}/close-port            refuses new connections; open-port: on the same port again
              POST /bastions/{name}/mend                  all of that is undone; the authorized keys stay
              POST /vpc-endpoints/{vpceId}/expire         seven days pass without a decision
              POST /vpc-endpoints/{vpceId}/fail           {"reason": "..."}: AWS cannot provide it
              POST /vpc-endpoints/{vpceId}/state          {"state": "migrating"}: shown so, whatever it is
              DELETE /vpc-endpoints/{vpceId}/state        shown as it is
              POST /vpc-endpoints/{vpceId}/names          {"names": ["10.0.0.1"]}: its DNS names are these, wherever they lead
              POST /vpc-endpoints/{vpceId}/delete         somebody deletes an endpoint behind Postern's back
              POST /vpc-endpoints/{vpceId}/untag          somebody removes its tags; {"keys": ["..."]}: those
              POST /roles/{name}/delete                   somebody deletes a role with its policies
              POST /roles/{name}/untag                    somebody removes its tags; {"keys": ["..."]}: those
              POST /hosted-zones/{zoneId}/delete          somebody deletes a hosted zone with its records
              POST /vpcs/{vpcId}/hosted-zones             {"name": "..."}: somebody else's zone is in the way

            Have calls to AWS go wrong:
              POST /faults                                {"kind": "LOSE_ANSWER", "action": "CreateVpcEndpoint",
                                                           "times": 1}
                  kind     THROTTLE, REFUSE (status, code, message), LOSE_CALL, LOSE_ANSWER, DELAY (millis),
                           HOLD (until released), HANG (until removed)
                  which    action ("ec2:Describe*"), service ("ec2"), about ("vpce-...": in caller or parameters)
                  when     moment BEFORE_EFFECT or AFTER_EFFECT
                  how many times, skip, every, share (0.2, with a seed); without them every call until it is removed
              GET  /faults                                what is in force, and how many calls it has struck
              DELETE /faults                              all is well; also DELETE /faults/{faultId}
              POST /faults/release                        calls that are held go on
              POST /delays                                {"endpointVisibleMillis": 2000, "roleUsableMillis": 10000};
                                                          GET shows all
              POST /quotas                                {"endpointsPerVpc": 3}; GET shows all

            Move time (where it does not pass by itself):
              POST /time/step                             everything under way goes one state further

            Try first:
              curl -s localhost:PORT/state
            """;

    private Help() {}
}
