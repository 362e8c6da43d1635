import type { Page } from "../../api/pages";
import type { Everything } from "../../api/everything";
import type { Token } from "../../api/schema";
import { useFilter } from "../../ui/useFilter";
import type { Owner } from "./queries";
import { rolesOf } from "./roles";
import { TOKEN_STATES, tokenState } from "./state";

/** The filter that the URL names, and where it is changed. */
export function useTokenFilter(owner: Owner) {
  const [name, setName] = useFilter("name");
  const [role, setRole] = useFilter("role", rolesOf(owner));
  const [state, setState] = useFilter("state", TOKEN_STATES);
  const filtered = name !== undefined || role !== undefined || state !== undefined;
  const matches = (token: Token): boolean =>
    (name === undefined || token.name.toLowerCase().includes(name.toLowerCase()) || token.id === name) &&
    (role === undefined || token.role === role) &&
    (state === undefined || tokenState(token, Date.now()) === state);
  const select = (all: Everything<Token>): Page<Token> => ({
    items: all.items.filter(matches),
    nextCursor: null,
  });
  return { name, role, state, filtered, select, setName, setRole, setState };
}
