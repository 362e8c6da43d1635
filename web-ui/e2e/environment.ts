/** What whoever runs the stories says of the service: `POSTERN_URL`, `SANDBOX_URL` and `POSTERN_TOKEN`, the operator's. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set. CONTRIBUTING.md says how to run the stories.`);
  }
  return value;
}
