import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { chooseCompact, useCompact } from "../../ui/density";
import { chooseTheme, type Theme, useTheme } from "../../ui/theme";

export function Appearance() {
  const theme = useTheme();
  const compact = useCompact();
  return (
    <Container
      header={
        <Header variant="h2" description="Kept in this browser, for whoever signs in with it.">
          Appearance
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <FormField label="Colours" stretch>
          <RadioGroup
            value={theme}
            items={[
              { value: "system", label: "Like the system", description: "Changes as your device does." },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
            onChange={({ detail }) => chooseTheme(detail.value as Theme)}
          />
        </FormField>
        <FormField label="Density" stretch>
          <RadioGroup
            value={compact ? "compact" : "comfortable"}
            items={[
              { value: "comfortable", label: "Comfortable" },
              { value: "compact", label: "Compact", description: "Less room between, more on one screen." },
            ]}
            onChange={({ detail }) => chooseCompact(detail.value === "compact")}
          />
        </FormField>
      </ColumnLayout>
    </Container>
  );
}
