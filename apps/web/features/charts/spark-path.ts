/** Where the line goes in a box of 100 by 24; null values are gaps. */
export function sparkPath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const top = Math.max(...known, 0);
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  let isOpen = false;
  const parts: string[] = [];
  values.forEach((value, index) => {
    if (value === null) return void (isOpen = false);
    const y = top === 0 ? 23 : 23 - (value / top) * 22;
    parts.push(`${isOpen ? 'L' : 'M'}${(index * step).toFixed(1)},${y.toFixed(1)}`);
    isOpen = true;
  });
  return parts.join(' ');
}
