import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";

/** The console does nothing that the API does not; what it is made of is said there. */
export function Api() {
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="All that this console shows and does goes through the API, with the rights of your token."
        >
          API
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <Box variant="p">
          <Link external externalIconAriaLabel="Opens in a new tab" href="/swagger-ui.html">
            Read about every operation, and try it (Swagger UI)
          </Link>
        </Box>
        <Box variant="p">
          <Link external externalIconAriaLabel="Opens in a new tab" href="/v3/api-docs">
            The OpenAPI document, to make clients from
          </Link>
        </Box>
        <Box variant="small">An operator can switch both off; they are then not found.</Box>
      </SpaceBetween>
    </Container>
  );
}
