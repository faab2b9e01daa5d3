type Chore = () => Promise<unknown>;

const chores: Chore[] = [];
let hasBegun = false;
let isBusy = false;

/**
 * Does something when the page is drawn and has nothing else to do. Chores are done in their order, never on the server,
 * and one that fails is left at that: whoever needs what it was for does it again.
 */
export function whenIdle(chore: Chore): void {
  if (typeof window === 'undefined') return;
  chores.push(chore);
  if (hasBegun) begin();
}

/** From now on there is time: the page has come. */
export function beginIdleChores(): void {
  if (hasBegun) return;
  hasBegun = true;
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

function begin(): void {
  if (isBusy || document.readyState !== 'complete') return;
  isBusy = true;
  onceIdle(() => {
    void doAll().finally(() => {
      isBusy = false;
    });
  });
}

async function doAll(): Promise<void> {
  for (let chore = chores.shift(); chore !== undefined; chore = chores.shift()) {
    await chore().catch(() => undefined);
  }
}

/** Safari has no idle callbacks. */
function onceIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1_000 });
  else setTimeout(run, 200);
}
