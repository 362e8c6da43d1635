import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { roleName } from "../../api/me";
import { useTenantName } from "../../api/overview";
import type { Me } from "../../api/schema";
import { paths } from "../../paths";
import { CopyableId } from "../../ui/CopyableId";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { idleSentence } from "./idle";

export function You({ me }: { me: Me }) {
  return (
    <Container header={<Header variant="h2">You</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Name", value: me.name },
          { label: "Role", value: roleName(me.role) },
          {
            label: "Tenant",
            value: me.tenantId === null ? "None: you see all of them" : <OwnTenant tenantId={me.tenantId} />,
          },
          {
            label: me.tokenId === null ? "The audit log calls you" : "Signed in with the token",
            value: <CopyableId id={me.actor} what="id" />,
          },
          { label: "Session ends", value: <SessionEnd me={me} /> },
        ]}
      />
    </Container>
  );
}

function OwnTenant({ tenantId }: { tenantId: string }) {
  return <RouterLink to={paths.tenant(tenantId)}>{useTenantName(tenantId)}</RouterLink>;
}

function SessionEnd({ me: { expiresAt, sessionIdleSeconds } }: { me: Me }) {
  return (
    <>
      {expiresAt === null ? "Not by itself" : <EndsAt time={expiresAt} />}
      {sessionIdleSeconds !== null && (
        <Box variant="small" display="block">
          {idleSentence(sessionIdleSeconds)}
        </Box>
      )}
    </>
  );
}

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function EndsAt({ time }: { time: string }) {
  return (
    <>
      <TimeAgo at={time} /> ({exact.format(new Date(time))})
    </>
  );
}
