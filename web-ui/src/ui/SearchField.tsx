import TextFilter from "@cloudscape-design/components/text-filter";
import { useEffect, useState } from "react";

const TYPING_MILLIS = 300;
const LONGEST = 100;

interface SearchFieldProps {
  /** What is looked for at present: of the URL, see useFilter. */
  text: string;
  placeholder: string;
  /** For screen readers: "Find tenants by name". */
  label: string;
  onChange: (text: string) => void;
}

/** Text to look for. What is typed is asked for once the typing rests. */
export function SearchField({ text, placeholder, label, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState(text);
  if (asked !== text) {
    // Somebody else changed it: "clear", or "back".
    setAsked(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed.slice(0, LONGEST)), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder={placeholder}
      filteringAriaLabel={label}
      onChange={({ detail }) => setTyped(detail.filteringText)}
    />
  );
}
