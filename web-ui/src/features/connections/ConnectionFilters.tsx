import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useEffect, useState } from "react";
import { type ConnectionKind, KINDS, PHASES, WAITING_ON, type WaitingOn } from "../../api/enums";
import { kindName, phaseName, waitingOnObject } from "../../api/words";
import { useFilter } from "../../ui/useFilter";

/** As the API takes it. */
export interface ConnectionFilter {
  /** Deleted ones are in no list. */
  phase?: (typeof PHASES)[number];
  kind?: ConnectionKind;
  waitingOn?: WaitingOn;
  name?: string;
}

const TYPING_MILLIS = 300;
const LONGEST_NAME = 63;

/** The filter that the URL names, and where it is changed. */
export function useConnectionFilter() {
  const [phase, setPhase] = useFilter("phase", PHASES);
  const [kind, setKind] = useFilter("kind", KINDS);
  const [waitingOn, setWaitingOn] = useFilter("waitingOn", WAITING_ON);
  const [name, setName] = useFilter("name");
  const filter: ConnectionFilter = {
    ...(phase && { phase }),
    ...(kind && { kind }),
    ...(waitingOn && { waitingOn }),
    ...(name && { name }),
  };
  return { filter, filtered: Object.keys(filter).length > 0, setPhase, setKind, setWaitingOn, setName };
}

export function ConnectionFilters(props: ReturnType<typeof useConnectionFilter>) {
  const { filter, setPhase, setKind, setWaitingOn } = props;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <NameFilter name={filter.name ?? ""} onChange={props.setName} />
      <Choice
        any="Any phase"
        label="Phase"
        value={filter.phase}
        all={PHASES}
        name={phaseName}
        onChange={setPhase}
      />
      <Choice
        any="Waiting on anybody"
        label="Waiting on"
        value={filter.waitingOn}
        all={WAITING_ON}
        name={(whom) => `Waiting on ${waitingOnObject(whom)}`}
        onChange={setWaitingOn}
      />
      <Choice
        any="Any kind"
        label="Kind"
        value={filter.kind}
        all={KINDS}
        name={kindName}
        onChange={setKind}
      />
    </SpaceBetween>
  );
}

/** What is typed is asked for once the typing rests. */
function NameFilter({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  const [asked, setAsked] = useState(name);
  if (asked !== name) {
    // Somebody else changed it: "clear", or "back".
    setAsked(name);
    setTyped(name);
  }
  useEffect(() => {
    if (typed === name) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed.slice(0, LONGEST_NAME)), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [typed, name, onChange]);
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder="Find by name"
      filteringAriaLabel="Find connections by name"
      onChange={({ detail }) => setTyped(detail.filteringText)}
    />
  );
}

interface ChoiceProps<T extends string> {
  any: string;
  label: string;
  value: T | undefined;
  all: readonly T[];
  name: (one: T) => string;
  onChange: (one: T | undefined) => void;
}

function Choice<T extends string>({ any, label, value, all, name, onChange }: ChoiceProps<T>) {
  const options = [{ value: "", label: any }, ...all.map((one) => ({ value: one, label: name(one) }))];
  return (
    <Select
      selectedOption={options.find((option) => option.value === (value ?? "")) ?? null}
      options={options}
      ariaLabel={label}
      expandToViewport
      onChange={({ detail }) => onChange(all.find((one) => one === detail.selectedOption.value))}
    />
  );
}
