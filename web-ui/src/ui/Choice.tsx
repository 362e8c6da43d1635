import Select from "@cloudscape-design/components/select";

interface ChoiceProps<T extends string> {
  /** Says that the choice leaves nothing out: "Any role". */
  any: string;
  label: string;
  value: T | undefined;
  all: readonly T[];
  name: (one: T) => string;
  onChange: (one: T | undefined) => void;
}

/** One of a few values that a list is filtered by, or any. */
export function Choice<T extends string>({ any, label, value, all, name, onChange }: ChoiceProps<T>) {
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
