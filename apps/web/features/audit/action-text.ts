import { hiddenSecret } from '@/features/request/secret-header';
import { isExactNumber, writeJson } from '@/ui/exact-json';

/** `createTaskBatch` → `Create task batch`: an operation of the API in words. */
export function actionText(action: string): string {
  const words = action.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One thing that was asked for: its name as a path, and its value as text. */
export interface Detail {
  path: string;
  value: string;
  isSecret: boolean;
}

/** The details in lines, what lies inside others with the whole path: `deliveryOptions.auth.kind`. */
export function linesOf(details: Record<string, unknown>, prefix = ''): Detail[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    if (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !isExactNumber(value) &&
      Object.keys(value).length > 0
    ) {
      return linesOf(value as Record<string, unknown>, path);
    }
    const text = typeof value === 'string' ? value : writeJson(value);
    return [{ path, value: text, isSecret: text === hiddenSecret }];
  });
}
