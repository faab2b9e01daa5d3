import { fieldId } from './field-facts';

/** As long as a step may take to come. */
const waitMaxMs = 5_000;

/** Brings a field into view and the cursor into it, opening what hides it; on a step that comes yet, when it has. */
export function focusField(name: string, until = performance.now() + waitMaxMs): void {
  const element = document.getElementById(fieldId(name));
  if (element === null) {
    if (performance.now() < until) requestAnimationFrame(() => focusField(name, until));
    return;
  }
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
