import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import { useQuery } from "@tanstack/react-query";
import { TimeAgo } from "../../ui/TimeAgo";
import { topologyQuery } from "./queries";

/** Whatever one looks at: that another cluster answers is said before it. */
export function OtherClusterAlert({ tenantId, clusterId }: { tenantId: string; clusterId: string }) {
  const { data } = useQuery(topologyQuery(tenantId, clusterId));
  if (data?.otherCluster == null) {
    return null;
  }
  const { kafkaClusterId, seenAt, remedy } = data.otherCluster;
  return (
    <Alert type="error" header="Another cluster answers in this one's place">
      <Box variant="p">
        It answers with the cluster id <Box variant="code">{kafkaClusterId}</Box> instead of{" "}
        <Box variant="code">{data.kafkaClusterId ?? "the one known"}</Box>, last seen <TimeAgo at={seenAt} />.
        The mapping is kept as it was before.
      </Box>
      <Box variant="p">
        <Box variant="strong">What to do: </Box>
        {remedy}
      </Box>
    </Alert>
  );
}
