/** The lanes, with this one in sight and marked. */
export const laneHref = (name: string): string => `/lanes?lane=${encodeURIComponent(name)}`;
