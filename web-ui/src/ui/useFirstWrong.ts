import { type RefObject, useEffect, useRef } from "react";
import type { ApiError } from "../api/errors";

/**
 * For a form: when what was sent is refused, whoever sent it is led to the first field that is wrong, or to what is said
 * of the whole (see FormProblem). Screen readers then read out what is wrong there.
 */
export function useFirstWrong(error: ApiError | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== null) {
      const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
      const said = form.current?.querySelector<HTMLElement>("[data-problem]");
      (wrong ?? said)?.focus();
    }
  }, [error]);
  return form;
}
