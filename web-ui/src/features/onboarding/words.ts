import type { ConnectionKind } from "../../api/enums";
import type { Me, OnboardingStep } from "../../api/schema";
import { addressed } from "../../api/me";

export function kindSentence(kind: ConnectionKind): string {
  switch (kind) {
    case "AWS_PRIVATELINK":
      return "Your brokers are in AWS: an endpoint service in front of them, an endpoint of Postern's that leads to it.";
    case "SSH_BASTION":
      return "Your brokers are anywhere: Postern keeps an SSH session to a bastion of yours that reaches them.";
  }
}

/** Where a step stands and whose it is, in few words. */
export function standing({ state, actor }: OnboardingStep, me: Me): string {
  switch (state) {
    case "DONE":
      return "Done";
    case "NEXT":
      return `Next: ${whose(actor, me)}`;
    case "LATER":
      return `Later: ${whose(actor, me)}`;
  }
}

function whose(actor: OnboardingStep["actor"], me: Me): string {
  const name = addressed(actor, me);
  return name.replace(/^(You|The) ?/, (word) => word.toLowerCase());
}
