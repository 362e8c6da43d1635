// Called by Maven: `build` makes target/classes/console, `check` runs `npm run check`. What has been done for the very
// same files is not done again; a digest of them is kept beside the result.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const API = "../service/openapi.yaml";
const OUTPUT = "target/classes/console";
const MATERIALS = "target/classes/META-INF/sbom/console.cdx.json";
const CONFIGURATION = [
  "package.json",
  "package-lock.json",
  "index.html",
  "vite.config.ts",
  "tsconfig.json",
  "tsconfig.app.json",
  "tsconfig.base.json",
  "tsconfig.node.json",
];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The console is built with Node 20.19 or newer, and this is ${process.version}: install a newer one.`);
}

switch (process.argv[2]) {
  case "build": {
    // The API is digested as the types that are made of it; only `check` looks whether those are up to date.
    once(
      "build",
      ["src", "public", ...CONFIGURATION, "maven.js"],
      existsSync(join(OUTPUT, "index.html")) && existsSync(MATERIALS),
      () => {
        install();
        npm("run", "--silent", "build", "--", "--outDir", OUTPUT, "--emptyOutDir", "--logLevel", "warn");
        writeMaterials();
      },
    );
    break;
  }
  case "check": {
    const files = [
      "src",
      "public",
      "e2e",
      "playwright.config.ts",
      "screenshots.config.ts",
      "eslint.config.js",
      ".prettierrc.json",
      API,
      ...CONFIGURATION,
      "maven.js",
    ];
    once("check", files, true, () => {
      install();
      npm("run", "--silent", "check");
    });
    break;
  }
  default:
    fail("Usage: node maven.js build|check");
}

function install() {
  once("install", ["package-lock.json"], existsSync("node_modules/.package-lock.json"), () => {
    npm("ci", "--no-audit", "--no-fund", "--loglevel", "error");
  });
}

/** What of others goes to the browser, as CycloneDX: the versions that the lock file names. */
function writeMaterials() {
  mkdirSync(dirname(MATERIALS), { recursive: true });
  writeFileSync(
    MATERIALS,
    output("sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"),
  );
}

/** Does it unless it was done for what the files hold now. */
function once(what, files, done, action) {
  const stamp = join("target", `${what}.sha256`);
  const digest = digestOf(files);
  if (done && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) {
    return;
  }
  action();
  mkdirSync("target", { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(files) {
  const hash = createHash("sha256").update(process.version);
  files.flatMap(filesBelow).forEach((file) => hash.update(file).update("\0").update(readFileSync(file)));
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path];
}

function npm(...args) {
  run(args, "inherit");
}

/** What npm writes, for whoever wants that and not the reader of the log. */
function output(...args) {
  return run(args, ["ignore", "pipe", "inherit"]).stdout;
}

function run(args, stdio) {
  const result = spawnSync("npm", args, { stdio, shell: process.platform === "win32" });
  if (result.error !== undefined) {
    fail(`npm cannot be run (${result.error.message}): install Node with npm.`);
  }
  if (result.status !== 0) {
    fail(`npm ${args.join(" ")} did not succeed; what it said is above.`);
  }
  return result;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
