import { defineConfig } from "@playwright/test";
import { required } from "./e2e/environment";

/** Stories in a real browser, against a service with its sandbox. CONTRIBUTING.md says how to run them. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "target/stories",
  // They share one outside world.
  workers: 1,
  forbidOnly: true,
  // On a busy machine; the summary tells of each that came true only then.
  retries: process.env["CI"] === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: required("POSTERN_URL"),
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    // What fades in has no colour yet that could be looked at.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
