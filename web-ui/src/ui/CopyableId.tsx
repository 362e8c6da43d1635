import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

interface CopyableIdProps {
  id: string;
  /** What it is, for the button's name: "connection id". */
  what: string;
}

/** Something short to copy: an id, an ARN, a fingerprint. For commands and files see CommandBlock. */
export function CopyableId({ id, what }: CopyableIdProps) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      copyButtonAriaLabel={`Copy the ${what}`}
      copySuccessText="Copied"
      copyErrorText="Could not be copied"
    />
  );
}
