/** Keys whose values never reach a log, at any depth. */
export const secretKey = /pass(word|wd)?|secret|token|authorization|cookie|api[-_]?key|signature|payload/i;

/** Each takes time in proportion to the text: none can begin again inside of what it has already read. */
const secretForms: [RegExp, string][] = [
  // User and password of a URL, and its query.
  [/(?<=:\/\/)[^/\s@]+@/g, '***@'],
  [/\?[\w%][^\s"'<>?]*/g, '?***'],
  [/\b(bearer|basic) +[\w.~+/=-]{8,}/gi, '$1 ***'],
  [/(?<![\w-])eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '***'],
  [/\bwh(sec|sk)_[\w+/=-]+/g, 'wh$1_***'],
];

/** The text without what has the form of a secret. */
export function hideSecrets(text: string): string {
  return secretForms.reduce((shown, [form, mask]) => shown.replace(form, mask), text);
}
