import Box from "@cloudscape-design/components/box";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { paths } from "../../paths";
import { CopyableId } from "../../ui/CopyableId";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { CheckItem } from "./CheckItem";
import { byUrgency } from "./checks";
import { arrivalText } from "./evidence";
import { capital, listed } from "./findings";
import { nameOf, type Way } from "./ways";
import { verdictText } from "./verdictText";
import { unroutableText } from "./words";

interface WayDetailsProps {
  tenantId: string;
  way: Way;
  /** When the newest validation began; null if there was none. */
  ranAt: string | null;
  onClose: () => void;
}

/** One way, with all that the newest validation found along it. */
export function WayDetails({ tenantId, way, ranAt, onClose }: WayDetailsProps) {
  const { listener, verdict, arrivals, checks } = way;
  const { status, title, detail } = verdictText(way);
  return (
    <Modal visible size="large" header={`The way to ${nameOf(way)}`} onDismiss={onClose}>
      <SpaceBetween size="l">
        <div>
          <StatusIndicator type={status}>{title}</StatusIndicator>
          {detail !== null && <Box variant="p">{detail}</Box>}
          {verdict.kind === "UNROUTABLE" && <Box variant="p">{unroutableText(verdict.reason).remedy}</Box>}
        </div>
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: "Clients ask for",
              value: <CopyableId id={way.address} what="address that clients ask for" />,
            },
            {
              label: "and are sent to",
              value:
                listener === null ? (
                  "Nowhere"
                ) : (
                  <CopyableId
                    id={`${listener.host}:${listener.port}`}
                    what="address that clients are sent to"
                  />
                ),
            },
            {
              label: "Through",
              value:
                listener === null ? (
                  "No connection"
                ) : (
                  <RouterLink to={paths.connection(tenantId, listener.connectionId)}>
                    {listener.connectionName ?? listener.connectionId}
                  </RouterLink>
                ),
            },
            { label: "Zone", value: zone(way) },
            { label: "Rack of the broker", value: way.rack ?? "None" },
            {
              label: "Who answered",
              value:
                arrivals.length === 0
                  ? "Nobody has been seen to"
                  : capital(listed(arrivals.map(arrivalText))),
            },
            ...(way.missingSince === null
              ? []
              : [
                  {
                    label: "Missing",
                    value: (
                      <StatusIndicator type="warning">
                        The cluster does not name it since <TimeAgo at={way.missingSince} />
                      </StatusIndicator>
                    ),
                  },
                ]),
          ]}
        />
        {checks.length > 0 && ranAt !== null && (
          <section aria-labelledby="way-checks">
            <SpaceBetween size="s">
              <Box variant="h3" padding="n">
                <span id="way-checks">
                  Checks, <TimeAgo at={ranAt} />
                </span>
              </Box>
              {byUrgency(checks).map((check) => (
                <CheckItem key={check.id} check={check} />
              ))}
            </SpaceBetween>
          </section>
        )}
      </SpaceBetween>
    </Modal>
  );
}

function zone({ listener }: Way): string {
  if (listener === null) {
    return "None";
  }
  return (
    listener.zone ?? (listener.tunnel ? "None: a tunnel of the gateway" : "All zones: the regional name")
  );
}
