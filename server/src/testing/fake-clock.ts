import type { Clock } from '../clock.js';

/** A clock that stands still until it is told to go on. It begins in 2026, at noon, or where it is told to. */
export class FakeClock implements Clock {
  #now: number;

  constructor(begin = Date.UTC(2100, 0, 15, 12)) {
    this.#now = begin;
  }

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
