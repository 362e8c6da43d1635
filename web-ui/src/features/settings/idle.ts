/** After how long without a request a session ends, in words. */
export function idleSentence(seconds: number): string {
  const [amount, unit] =
    seconds % 3600 === 0 ? [seconds / 3600, "hour"] : [Math.round(seconds / 60), "minute"];
  return `Sooner if nothing is asked for ${amount} ${unit}${amount === 1 ? "" : "s"}, as when the browser is closed.`;
}
