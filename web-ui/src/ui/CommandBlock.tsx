import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

interface CommandBlockProps {
  text: string;
  /** What it is, for the button's name and for screen readers: "command", "authorized_keys lines". */
  what: string;
}

/** A command or a file to copy as a whole: it scrolls within itself, by keyboard as well. */
export function CommandBlock({ text, what }: CommandBlockProps) {
  return (
    <div className="command-block">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is to be reached by keyboard */}
      <pre tabIndex={0} role="group" aria-label={`The ${what}`}>
        <Box variant="code">{text}</Box>
      </pre>
      <CopyToClipboard
        textToCopy={text}
        copyButtonText="Copy"
        copyButtonAriaLabel={`Copy the ${what}`}
        copySuccessText="Copied"
        copyErrorText="Could not be copied"
      />
    </div>
  );
}
