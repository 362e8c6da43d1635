import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

/** features -> ui, api, paths; ui -> api, paths; api and paths -> nothing; features never see each other. */
function forbid(...groups) {
  return {
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: groups.map(([regex, message]) => ({ regex, message })) },
      ],
    },
  };
}

const otherFeature = [
  "^\\.\\./(?!\\.\\./)",
  "Features never import each other: what two of them need belongs into ui/ or api/.",
];
const features = ["/features/", "Only routes.tsx imports features."];
const shell = ["/(shell|routes|main)(/|$)", "Only main.tsx and routes.tsx import the shell."];
const ui = ["/ui/", "api/ shows nothing."];

export default defineConfig([
  { ignores: ["dist", "target", "src/api/schema.d.ts"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.js"] } } },
    rules: {
      // A switch over a union names every case; a new case is an error until somebody has thought of it.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Cloudscape's handlers take functions that answer nothing; ours may be async.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
      "max-lines": ["error", 300],
    },
  },
  {
    files: ["*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  { files: ["src/features/**"], ...forbid(otherFeature, features, shell) },
  { files: ["src/ui/**"], ...forbid(features, shell) },
  { files: ["src/api/**"], ...forbid(features, shell, ui) },
  { files: ["src/shell/**"], ...forbid(features) },
]);
