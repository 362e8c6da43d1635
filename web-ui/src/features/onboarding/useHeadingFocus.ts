import { type RefObject, useEffect, useRef } from "react";

/**
 * For what takes the place of what somebody was at: leads the keyboard, and whoever listens, to its heading. Nobody who is
 * elsewhere on the page is taken away from there.
 */
export function useHeadingFocus(): RefObject<HTMLSpanElement | null> {
  const heading = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // What had the focus went with what was here before.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus();
    }
  }, []);
  return heading;
}
