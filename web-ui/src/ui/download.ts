/** Hands a text to the browser as a file to keep. */
export function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken hold of it once the click is done.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
