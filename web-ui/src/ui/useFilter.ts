import { useSearchParams } from "react-router";

/**
 * One value of a list's filter, kept in the URL; empty for "any". A change leads back to the first page. Typing replaces the
 * entry of the browser's history, so that "back" leaves the list instead of undoing letters.
 */
export function useFilter<T extends string>(
  name: string,
  allowed?: readonly T[],
): [T | undefined, (value: T | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const written = search.get(name) ?? undefined;
  const value =
    allowed === undefined || allowed.some((one) => one === written) ? (written as T | undefined) : undefined;
  return [
    value,
    (next) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.delete("page");
          if (next === undefined || next === "") {
            after.delete(name);
          } else {
            after.set(name, next);
          }
          return after;
        },
        { replace: true },
      ),
  ];
}
