import { fieldId } from './field-facts';

/** Brings a field into view and the cursor into it, opening what hides it. */
export function focusField(name: string): void {
  const element = document.getElementById(fieldId(name));
  if (element === null) return;
  for (
    let around = element.closest('details');
    around !== null;
    around = around.parentElement?.closest('details') ?? null
  ) {
    around.open = true;
  }
  element.focus();
  element.scrollIntoView({ block: 'center' });
}
