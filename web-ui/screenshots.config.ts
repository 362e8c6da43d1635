import { defineConfig } from "@playwright/test";
import stories from "./playwright.config";

/** `npm run screenshots`: a picture of every page, to be looked at. No story, and no part of any check. */
export default defineConfig(stories, { testMatch: "screenshots.ts", timeout: 300_000 });
