export const openEvent = 'carillon:palette';

/** Opens the palette from anywhere. */
export function openPalette(): void {
  window.dispatchEvent(new Event(openEvent));
}
