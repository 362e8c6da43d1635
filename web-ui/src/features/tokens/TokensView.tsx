import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { mayChange, roleName, useMe } from "../../api/me";
import type { Token, TokenCreated } from "../../api/schema";
import { Choice } from "../../ui/Choice";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { SearchField } from "../../ui/SearchField";
import { TableHeader } from "../../ui/TableHeader";
import { tokenColumns } from "./columns";
import { CreateToken } from "./CreateToken";
import { useTokenFilter } from "./filter";
import { allTokensQuery, type Owner, useTokensQuery } from "./queries";
import { RevokeToken } from "./RevokeToken";
import { rolesOf } from "./roles";
import { ShownOnce } from "./ShownOnce";
import { stateName, TOKEN_STATES } from "./state";

type Asked = { do: "CREATE" } | { do: "SHOW"; token: TokenCreated } | { do: "REVOKE"; token: Token };

/** The tokens of a tenant, or of the operator. The secret of a new one lives here, for as long as it is shown. */
export function TokensView({ owner }: { owner: Owner }) {
  const me = useMe();
  const [number] = usePageNumber();
  const [, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<Asked | null>(null);
  const filter = useTokenFilter(owner);
  const paged = useQuery({ ...useTokensQuery(owner, number), enabled: !filter.filtered });
  const found = useQuery({ ...allTokensQuery(owner), enabled: filter.filtered, select: filter.select });
  const query = filter.filtered ? found : paged;
  const refusal = mayChange(me) ? undefined : "Your role may look at tokens, but not create or revoke them.";
  const columns = useMemo(
    () =>
      tokenColumns({ ownId: me.tokenId, refusal, onRevoke: (token) => setAsked({ do: "REVOKE", token }) }),
    [me.tokenId, refusal],
  );
  return (
    <>
      <PagedTable
        what="tokens"
        query={query}
        columns={columns}
        trackBy={({ id }) => id}
        header={
          <TableHeader
            query={query}
            actions={
              <Button
                variant="primary"
                disabled={refusal !== undefined}
                {...(refusal !== undefined && { disabledReason: refusal })}
                onClick={() => setAsked({ do: "CREATE" })}
              >
                Create token
              </Button>
            }
          >
            Tokens
          </TableHeader>
        }
        filter={
          <SpaceBetween direction="horizontal" size="xs">
            <SearchField
              text={filter.name ?? ""}
              placeholder="Find by name"
              label="Find tokens by name"
              onChange={filter.setName}
            />
            <Choice
              any="Any role"
              label="Role"
              value={filter.role}
              all={rolesOf(owner)}
              name={roleName}
              onChange={filter.setRole}
            />
            <Choice
              any="Any state"
              label="State"
              value={filter.state}
              all={TOKEN_STATES}
              name={stateName}
              onChange={filter.setState}
            />
          </SpaceBetween>
        }
        filtered={filter.filtered}
        onClearFilter={() => setSearch({})}
        empty={
          <>
            <Box variant="strong">No tokens yet</Box>
            <Box variant="p" color="text-body-secondary">
              With a token people sign in to this console, and programs call the API.
            </Box>
          </>
        }
      />
      {asked?.do === "CREATE" && (
        <CreateToken
          owner={owner}
          onCreated={(token) => setAsked({ do: "SHOW", token })}
          onCancel={() => setAsked(null)}
        />
      )}
      {asked?.do === "SHOW" && <ShownOnce token={asked.token} onClose={() => setAsked(null)} />}
      {asked?.do === "REVOKE" && (
        <RevokeToken owner={owner} token={asked.token} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
