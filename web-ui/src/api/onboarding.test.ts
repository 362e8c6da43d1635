import { expect, test } from "vitest";
import { commandsOf } from "./onboarding";

test("what calls the API is told from what is done on the tenant's own machines", () => {
  const look = "ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub";
  const approve = 'curl -H "Authorization: Bearer $POSTERN_TOKEN" "$POSTERN_URL/api/v1/tenants/t/host-key"';

  expect(commandsOf(`${look}\n${approve}`)).toEqual({ elsewhere: look, api: approve });
  expect(commandsOf(look)).toEqual({ elsewhere: look, api: null });
  expect(commandsOf(null)).toEqual({ elsewhere: null, api: null });
});
