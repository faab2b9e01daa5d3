import { isTimeZone } from './civil-time';

let chosen: string | null = null;

/** The zone that the browser has from its system. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone in which local times are shown: the one that somebody has chosen for this browser, or the browser’s own. */
export const localZone = (): string => chosen ?? browserZone();

/** Shows local times in this zone from now on; null, or one that the browser does not know: in its own. */
export function chooseLocalZone(zone: string | null): void {
  chosen = zone !== null && isTimeZone(zone) ? zone : null;
}
