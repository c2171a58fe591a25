import { log } from './log.js';

/** Typed events. A listener that throws is logged and hurts no other. */
export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** Returns the function that ends the subscription. */
  on<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): () => void {
    const set = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  emit<K extends keyof Events>(type: K, event: Events[K]): void {
    for (const listener of this.listeners.get(type) ?? []) {
      try {
        (listener as (event: Events[K]) => void)(event);
      } catch (thrown) {
        log('error', `a listener of "${String(type)}" failed`, thrown);
      }
    }
  }

  clear(): void {
    this.listeners.clear();
  }
}
