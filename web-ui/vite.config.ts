import react from "@vitejs/plugin-react";
import { constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` and `npm run preview` find a running service. */
const service = process.env["POSTERN_URL"] ?? "http://127.0.0.1:8080";

const toService = { target: service, changeOrigin: false };
const proxy = {
  "/api": toService,
  "/login": toService,
  "/oauth2": toService,
  "/swagger-ui": toService,
  "/v3": toService,
};

/** As the service has it (BrowserSecurity), so that `npm run preview` shows what it forbids. */
const policy = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
};

/** Cloudscape's style sheet carries its fonts within: as files, a browser loads only those that it shows. */
function fontsAsFiles(): Plugin {
  return {
    name: "fonts-as-files",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/global-styles/index.css")) {
        return null;
      }
      return code.replace(/data:font\/woff2;base64,([A-Za-z0-9+/=]+)/g, (_, font: string) => {
        const file = this.emitFile({
          type: "asset",
          name: "font.woff2",
          source: Buffer.from(font, "base64"),
        });
        return `__VITE_ASSET__${file}__`;
      });
    },
  };
}

/** A compressed twin of each file that is worth it, for the service to answer without work. */
function compressedTwins(): Plugin {
  return {
    name: "compressed-twins",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          const content = file.type === "chunk" ? file.code : file.source;
          if (/\.(js|css)$/.test(fileName) && content.length > 1_000) {
            const source = gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
            this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source });
          }
        }
      },
    },
  };
}

export default defineConfig({
  // The service serves the console under this path, see docs/adr/0023-the-console.md.
  base: "/console/",
  plugins: [fontsAsFiles(), react(), compressedTwins()],
  server: { host: "127.0.0.1", port: 5173, strictPort: true, proxy },
  preview: { host: "127.0.0.1", port: 4173, strictPort: true, proxy, headers: policy },
  build: {
    target: "es2023",
    // The Content-Security-Policy takes fonts and pictures from files of ours only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first page has all of Cloudscape's frame in one file, which changes seldom.
    chunkSizeWarningLimit: 1_000,
  },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
});
