import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { commandsOf } from "../../api/onboarding";
import type { KitItem, OnboardingStep } from "../../api/schema";
import { KitText } from "../../ui/KitText";

/** The text of the kit that a step takes, and those that help with it. */
export function StepKit({ step, kit }: { step: OnboardingStep; kit: readonly KitItem[] }) {
  const wanted = [step.artefact, ...helpful(step.id)];
  const items = wanted.flatMap((id) => kit.find((item) => item.id === id) ?? []);
  // Where a command does it, the text is another way to the same.
  const open = step.state === "NEXT" && commandsOf(step.command).elsewhere === null;
  if (items.length === 0) {
    return null;
  }
  return (
    <SpaceBetween size="s">
      {items.map((item) => (
        <ExpandableSection
          key={item.id}
          headerText={item.title}
          headingTagOverride="h3"
          defaultExpanded={open && item.id === step.artefact}
        >
          <KitText item={item} />
        </ExpandableSection>
      ))}
    </SpaceBetween>
  );
}

function helpful(step: OnboardingStep["id"]): readonly string[] {
  return step === "INSTALL_KEYS" || step === "PERMIT_FORWARDING" ? ["sshd", "prove-path"] : [];
}
