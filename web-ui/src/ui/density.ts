import { applyDensity, Density } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";

const KEY = "postern.density";
const listeners = new Set<() => void>();

function isCompact(): boolean {
  return localStorage.getItem(KEY) === "compact";
}

function apply(): void {
  applyDensity(isCompact() ? Density.Compact : Density.Comfortable);
  listeners.forEach((listener) => listener());
}

/** To be called once, before anything is shown. */
export function followDensity(): void {
  apply();
  // Another tab changed it.
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      apply();
    }
  });
}

/** Compact shows more at once, with less room between. */
export function chooseCompact(compact: boolean): void {
  if (compact) {
    localStorage.setItem(KEY, "compact");
  } else {
    localStorage.removeItem(KEY);
  }
  apply();
}

export function useCompact(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isCompact);
}
