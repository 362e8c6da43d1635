import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import { paths } from "../paths";
import { RouterLink } from "../ui/RouterLink";
import { useTitle } from "../ui/useTitle";

export function Component() {
  useTitle("No such page");
  return (
    <ContentLayout header={<Header variant="h1">There is no such page</Header>}>
      <Box variant="p">
        The address may be mistyped, or what it led to is gone.{" "}
        <RouterLink to={paths.home()}>Go to the overview</RouterLink>
      </Box>
    </ContentLayout>
  );
}
