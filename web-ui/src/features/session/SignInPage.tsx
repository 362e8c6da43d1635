import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { meQuery, signInQuery, useSignIn } from "../../api/me";
import { keepReturn, safeReturn } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { useTitle } from "../../ui/useTitle";

/** Sign-in with a token, which the service exchanges for a session's cookie; the console keeps no token. */
export function Component() {
  useTitle("Sign in");
  const [search] = useSearchParams();
  const me = useQuery(meQuery);
  const signIn = useSignIn();
  const { data: ways } = useQuery(signInQuery);
  const [token, setToken] = useState("");
  const target = safeReturn(search.get("return"));
  if (me.data) {
    return <Navigate to={target} replace />;
  }
  const problem = signIn.error?.field("/token");
  return (
    <main>
      <Box padding={{ top: "xxxl", horizontal: "l" }}>
        <div className="narrow">
          <SpaceBetween size="l">
            <Box textAlign="center">
              <Box variant="h1">Postern</Box>
              <Box variant="p" color="text-body-secondary">
                Private ways into Kafka clusters
              </Box>
            </Box>
            {search.has("return") && me.data === null && !signIn.isError && (
              <Alert type="info">Sign in to go on where you were.</Alert>
            )}
            {ways?.issuer != null && (
              <Button variant="primary" fullWidth href={ways.issuer} onClick={() => keepReturn(target)}>
                Sign in with your organisation
              </Button>
            )}
            {signIn.isError && problem === undefined && <ErrorAlert error={signIn.error} />}
            <form
              onSubmit={(event) => {
                event.preventDefault();
                signIn.mutate(token.trim());
              }}
            >
              <Container
                header={
                  <Header variant="h2">{ways?.issuer == null ? "Sign in" : "Or sign in with a token"}</Header>
                }
              >
                <Form
                  actions={
                    <Button
                      variant={ways?.issuer == null ? "primary" : "normal"}
                      formAction="submit"
                      loading={signIn.isPending}
                    >
                      Sign in
                    </Button>
                  }
                >
                  <FormField
                    label="API token"
                    description="It is exchanged for a session, which ends with the token or when you sign out."
                    errorText={problem}
                  >
                    <Input
                      type="password"
                      value={token}
                      placeholder="pst_…"
                      autoComplete={false}
                      autoFocus
                      spellcheck={false}
                      onChange={({ detail }) => setToken(detail.value)}
                    />
                  </FormField>
                </Form>
              </Container>
            </form>
          </SpaceBetween>
        </div>
      </Box>
    </main>
  );
}
