import type { Page, PageOf } from "./pages";

const LARGEST_PAGE = 200;
const MOST_PAGES = 10;

/** What a list holds, of all its pages. */
export interface Everything<T> {
  items: T[];
  /** False where the list is so long that its end has not been read. */
  complete: boolean;
}

/** For lists that the API does not filter: read as far as is reasonable, to look through them here. */
export async function readEverything<T>(load: (page: PageOf) => Promise<Page<T>>): Promise<Everything<T>> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items: more, nextCursor }: Page<T> = await load({
      limit: LARGEST_PAGE,
      ...(cursor !== null && { cursor }),
    });
    items.push(...more);
    cursor = nextCursor;
    if (cursor === null) {
      return { items, complete: true };
    }
  }
  return { items, complete: false };
}
