import { afterEach, describe, expect, test } from '@jest/globals';
import { createStore } from '@/store';
import { keepPreferences } from './keep-preferences';
import { preferenceChanged } from './preferences.slice';

const key = 'carillon.preferences';
let stop = (): void => undefined;
afterEach(() => stop());

const opened = () => {
  const store = createStore();
  stop = keepPreferences(store);
  return store;
};
const density = () => document.documentElement.dataset.density;

describe('preferences', () => {
  test('are there again in the next page', () => {
    opened().dispatch(preferenceChanged({ density: 'compact', clock: 'utc' }));
    stop();
    const { preferences } = opened().getState();
    expect(preferences).toMatchObject({ density: 'compact', clock: 'utc', pageSize: 50 });
    expect(density()).toBe('compact');
  });

  test('make tables dense at once, and in another tab too', () => {
    const store = opened();
    expect(density()).toBe('comfortable');
    store.dispatch(preferenceChanged({ density: 'compact' }));
    expect(density()).toBe('compact');
    localStorage.setItem(key, JSON.stringify({ density: 'comfortable' }));
    window.dispatchEvent(new StorageEvent('storage', { key }));
    expect(density()).toBe('comfortable');
  });

  test('ask for less motion, or for as much as there is, whatever the system asks for', () => {
    const motion = () => document.documentElement.dataset.motion;
    const store = opened();
    expect(motion()).toBe('system');
    store.dispatch(preferenceChanged({ motion: 'reduced' }));
    expect(motion()).toBe('reduced');
  });

  test('that are no JSON are as if there were none', () => {
    localStorage.setItem(key, '{');
    expect(opened().getState().preferences.pageSize).toBe(50);
  });
});
