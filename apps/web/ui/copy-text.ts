import { notify, notifyFailure } from './notify';

/**
 * Copies a text and says so, or that it cannot.
 *
 * @param done what is said then
 * @returns whether the text is copied
 */
export async function copyText(text: string, done: string): Promise<boolean> {
  const isCopied = await copy(text);
  if (isCopied) notify(done);
  else notifyFailure('The browser does not let the page copy.', 'Select the text, and copy it by hand.');
  return isCopied;
}

async function copy(text: string): Promise<boolean> {
  try {
    // Not there at all where the page came over plain HTTP from another machine.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** As browsers did it before there was a clipboard to write to. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.cssText = 'position: fixed; top: 0; left: 0; opacity: 0';
  // Inside the window that is open, if one is: it does not let the focus out.
  (focused?.closest('[role=dialog]') ?? document.body).append(area);
  try {
    area.focus({ preventScroll: true });
    area.select();
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
