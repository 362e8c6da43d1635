import TopNavigation, { type TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { useQuery } from "@tanstack/react-query";
import { useHref, useNavigate } from "react-router";
import { livenessQuery } from "../api/events";
import { roleName, useSignOut } from "../api/me";
import type { Me } from "../api/schema";
import { paths } from "../paths";
import { notify } from "../ui/notices";
import { chooseTheme, type Theme, useTheme } from "../ui/theme";

const THEMES: Record<Theme, string> = {
  system: "Like the system",
  light: "Light",
  dark: "Dark",
};

const RECONNECTING: TopNavigationProps.Utility = {
  type: "button",
  iconName: "status-warning",
  text: "Not live",
  ariaLabel: "Changes do not arrive live at the moment; the page is read anew every few seconds",
  title: "Changes do not arrive live at the moment; the page is read anew every few seconds",
};

export function TopBar({ me }: { me: Me }) {
  const home = useHref(paths.home());
  const navigate = useNavigate();
  const theme = useTheme();
  const signOut = useSignOut(({ detail }) => notify(`You could not be signed out. ${detail}`, "warning"));
  const { data: liveness } = useQuery({ ...livenessQuery, enabled: false });
  const utilities: TopNavigationProps.Utility[] = [
    ...(liveness === "POLLING" ? [RECONNECTING] : []),
    {
      type: "menu-dropdown",
      iconName: "settings",
      ariaLabel: "Appearance",
      title: "Appearance",
      items: Object.entries(THEMES).map(([id, text]) => ({
        id,
        text,
        itemType: "checkbox" as const,
        checked: id === theme,
      })),
      onItemClick: ({ detail }) => chooseTheme(detail.id as Theme),
    },
    {
      type: "menu-dropdown",
      iconName: "user-profile",
      text: me.name,
      description: roleName(me.role),
      items: [
        { id: "settings", text: "Settings" },
        { id: "sign-out", text: "Sign out" },
      ],
      onItemClick: ({ detail }) =>
        detail.id === "settings" ? void navigate(paths.settings()) : signOut.mutate(),
    },
  ];
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          href: home,
          title: "Postern",
          onFollow: (event) => {
            event.preventDefault();
            void navigate(paths.home());
          },
        }}
        utilities={utilities}
      />
    </div>
  );
}
