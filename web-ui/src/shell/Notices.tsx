import Flashbar from "@cloudscape-design/components/flashbar";
import { dismiss, useNotices } from "../ui/notices";

export function Notices() {
  const notices = useNotices();
  return (
    <Flashbar
      items={notices.map(({ id, type, text }) => ({
        id,
        type,
        content: text,
        dismissible: true,
        dismissLabel: "Dismiss",
        ariaRole: "status",
        onDismiss: () => dismiss(id),
      }))}
    />
  );
}
