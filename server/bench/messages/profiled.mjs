/**
 * Loaded first into a process whose processor time is to be looked at: SIGUSR2 begins a profile, a second one writes
 * it into BENCH_PROFILE.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  let count = 0;
  process.on('SIGUSR2', () => {
    if (count++ % 2 === 0) return session.post('Profiler.start');
    session.post('Profiler.stop', (error, { profile }) => {
      const name = `${basename(process.argv[1] ?? 'node')}-${process.pid}-${count / 2}.cpuprofile`;
      writeFileSync(`${process.env.BENCH_PROFILE}/${name}`, JSON.stringify(profile));
    });
  });
}
