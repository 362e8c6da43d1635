import { I18nProvider } from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import { Outlet, ScrollRestoration } from "react-router";

/** What every page has around it, signed in or not. */
export function Root() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <Outlet />
      <ScrollRestoration />
    </I18nProvider>
  );
}
