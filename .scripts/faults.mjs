/** `npm run faults -- --schedules N --seed S`: the random faults of e2e/faults, from their sources. */
import { buildWhatIsStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureRedis } from './redis.mjs';
import { isMain, root, run } from './run.mjs';

/** Resolves as `run` does. */
export const runFaults = (args, options = {}) =>
  run(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      'tsx',
      '--import',
      `${root}e2e/faults/hook.mjs`,
      `${root}e2e/faults/main.ts`,
      ...args,
    ],
    options,
  );

if (isMain(import.meta.url)) {
  await ensureInstalled();
  await buildWhatIsStale();
  const args = process.argv.slice(2);
  const broken = args.includes('--break') ? args[args.indexOf('--break') + 1] : '';
  const env = { REDIS_SERVER: await ensureRedis(), FAULTS_BREAK: broken };
  const { code } = await runFaults(args, { env, stdout: true });
  process.exitCode = code;
}
