import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { KitItem } from "../api/schema";
import { CommandBlock } from "./CommandBlock";
import { download } from "./download";

/** A text of the kit: what it is for and where it goes, to read, to copy, and to keep as a file. */
export function KitText({ item }: { item: KitItem }) {
  const { title, summary, fileName, content } = item;
  return (
    <SpaceBetween size="xs">
      <Box variant="p" padding="n">
        {summary}
      </Box>
      <CommandBlock text={content} what={title} />
      <Button
        iconName="download"
        formAction="none"
        ariaLabel={`Download ${fileName}`}
        onClick={() => download(fileName, content)}
      >
        {fileName}
      </Button>
    </SpaceBetween>
  );
}
