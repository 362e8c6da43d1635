import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Connection } from "../../api/schema";
import { emptyRoute, type RouteDraft } from "./draft";
import type { FieldErrors } from "./fieldErrors";
import { RouteField } from "./RouteField";

interface RouteFieldsProps {
  routes: readonly RouteDraft[];
  connections: readonly Connection[];
  loading: boolean;
  errors: FieldErrors;
  onChange: (routes: readonly RouteDraft[]) => void;
}

/** The rules in the order in which they are tried. */
export function RouteFields({ routes, connections, loading, errors, onChange }: RouteFieldsProps) {
  const moved = (from: number, to: number) => {
    const next = [...routes];
    const [route] = next.splice(from, 1);
    if (route !== undefined) {
      next.splice(to, 0, route);
    }
    onChange(next);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Each sends some brokers through a connection, to a listener port. The first that matches a broker wins; where none matches, there is no way in."
        >
          Routes
        </Header>
      }
    >
      <SpaceBetween size="l">
        {routes.map((route, index) => (
          <div key={route.key} role="group" aria-label={`Route ${index + 1}`}>
            <SpaceBetween size="xs">
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <Box variant="strong">Route {index + 1}</Box>
                <Button
                  formAction="none"
                  variant="icon"
                  iconName="angle-up"
                  ariaLabel={`Move route ${index + 1} up`}
                  disabled={index === 0}
                  onClick={() => moved(index, index - 1)}
                />
                <Button
                  formAction="none"
                  variant="icon"
                  iconName="angle-down"
                  ariaLabel={`Move route ${index + 1} down`}
                  disabled={index === routes.length - 1}
                  onClick={() => moved(index, index + 1)}
                />
                <Button
                  formAction="none"
                  variant="icon"
                  iconName="remove"
                  ariaLabel={`Remove route ${index + 1}`}
                  onClick={() => onChange(routes.filter((other) => other !== route))}
                />
              </SpaceBetween>
              <RouteField
                route={route}
                pointer={`/routes/${index}`}
                connections={connections}
                loading={loading}
                errors={errors}
                onChange={(changed) => onChange(routes.map((other) => (other === route ? changed : other)))}
              />
            </SpaceBetween>
          </div>
        ))}
        {routes.length === 0 && (
          <Box color="text-body-secondary">Without a route there is no way to any broker.</Box>
        )}
        <Button
          formAction="none"
          iconName="add-plus"
          onClick={() =>
            onChange([
              ...routes,
              { ...emptyRoute(nextKey(routes)), connectionId: routes.at(-1)?.connectionId ?? "" },
            ])
          }
        >
          Add a route
        </Button>
      </SpaceBetween>
    </Container>
  );
}

function nextKey(routes: readonly RouteDraft[]): number {
  return Math.max(0, ...routes.map(({ key }) => key)) + 1;
}
