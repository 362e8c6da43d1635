import { expect, test } from "vitest";
import { idleSentence } from "./idle";

test.each([
  [1_800, "30 minutes"],
  [3_600, "1 hour,"],
  [7_200, "2 hours"],
  [5_400, "90 minutes"],
])("a session that may idle for %i seconds ends after %s", (seconds, words) => {
  expect(idleSentence(seconds)).toContain(words);
});
