import type { Bell } from './alerts.js';

/** Two soft tones, made here: no file is fetched. */
export class SoftBell implements Bell {
  #context: AudioContext | undefined;

  get isReady(): boolean {
    return 'AudioContext' in window && (navigator.userActivation?.hasBeenActive ?? true);
  }

  ring(): void {
    const context = (this.#context ??= new AudioContext());
    void context.resume();
    for (const [at, pitch] of [
      [0, 587],
      [0.14, 784],
    ] as const) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      const start = context.currentTime + at;
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(0.14, start + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
      tone.connect(loudness).connect(context.destination);
      tone.start(start);
      tone.stop(start + 0.45);
    }
  }
}
