export interface SavedFile {
  name: string;
  /** `application/json` */
  type: string;
  text: string;
}

/** Lets the browser keep a text that the page has as a file. */
export function saveFile({ name, type, text }: SavedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
