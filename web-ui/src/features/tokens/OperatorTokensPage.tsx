import { paths } from "../../paths";
import { OperatorOnly } from "../../ui/OperatorOnly";
import { Page } from "../../ui/Page";
import { TokensView } from "./TokensView";

export function Component() {
  return (
    <OperatorOnly title="Tokens">
      <Page
        title="Tokens"
        description="The operator’s own: for its people, its automation, and a data plane that serves the whole fleet."
        above={[{ text: "Overview", to: paths.home() }]}
      >
        <TokensView owner={null} />
      </Page>
    </OperatorOnly>
  );
}
