import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe, useSignOut } from "../../api/me";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Page } from "../../ui/Page";
import { Api } from "./Api";
import { Appearance } from "./Appearance";
import { Regions } from "./Regions";
import { You } from "./You";

export function Component() {
  const me = useMe();
  const signOut = useSignOut(() => undefined);
  return (
    <Page
      title="Settings"
      description="Who you are here, how the console looks to you, and what this installation serves."
      above={[{ text: "Overview", to: paths.home() }]}
      actions={
        <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      }
    >
      <SpaceBetween size="l">
        {signOut.error !== null && <ErrorAlert error={signOut.error} />}
        <You me={me} />
        <Appearance />
        <Regions />
        <Api />
      </SpaceBetween>
    </Page>
  );
}
