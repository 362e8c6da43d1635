import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { BASE } from "../paths";
import { useTitle } from "./useTitle";

interface PageProps {
  title: string;
  /** One sentence for whoever is here for the first time. */
  description?: ReactNode;
  /** What leads here, without the page itself. */
  above?: readonly { text: string; to: string }[];
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title (also the browser's), where it is, what can be done with all of it. */
export function Page({ title, description, above = [], actions, children }: PageProps) {
  useTitle(title);
  const navigate = useNavigate();
  return (
    <SpaceBetween size="xs">
      {above.length > 0 && (
        <BreadcrumbGroup
          items={[...above.map(({ text, to }) => ({ text, href: BASE + to })), { text: title, href: "#" }]}
          onFollow={(event) => {
            event.preventDefault();
            if (event.detail.href !== "#") {
              void navigate(event.detail.href.slice(BASE.length));
            }
          }}
        />
      )}
      <ContentLayout
        header={
          <Header variant="h1" description={description} actions={actions}>
            {title}
          </Header>
        }
      >
        {children}
      </ContentLayout>
    </SpaceBetween>
  );
}
