import "@cloudscape-design/global-styles/index.css";
import "./shell/shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { meQuery } from "./api/me";
import { makeQueryClient } from "./api/queryClient";
import { makeRouter } from "./routes";
import { followDensity } from "./ui/density";
import { followTheme } from "./ui/theme";

followTheme();
followDensity();

// Whoever is signed out sees it where `me` is looked at: the shell leads to the sign-in page, and back again.
const queries = makeQueryClient(() => queries.setQueryData(meQuery.queryKey, null));
const router = makeRouter();

const place = document.getElementById("console");
if (place === null) {
  throw new Error("index.html has no element #console.");
}
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
