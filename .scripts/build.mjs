/** Builds what `npm start` runs: the server, the widget and the portals, each only when its sources have changed. */
import { compressFiles } from './compress.mjs';
import { ensureInstalled } from './install.mjs';
import { isMain, node, say, seconds } from './run.mjs';
import { whenStale } from './stale.mjs';

const common = ['package-lock.json', '.config/tsconfig.base.json', 'shared/src', 'shared/tsconfig.json'];

const tsc = (...projects) => node('node_modules/typescript/bin/tsc', ['-b', ...projects], { quiet: true });

const targets = [
  {
    name: 'server',
    sources: [...common, 'server/src', 'server/tsconfig.json'],
    output: 'server/dist/main.js',
    build: () => tsc('server'),
  },
  {
    name: 'widget',
    sources: [...common, 'widget/src', 'widget/scripts', 'widget/package.json'],
    output: 'widget/dist/assets/widget.js',
    assets: 'widget/dist/assets',
    build: () => node('widget/scripts/build.mjs', [], { quiet: true }),
  },
  {
    name: 'examples',
    sources: [...common, 'server/examples', 'server/scripts/examples.mjs', 'widget/src'],
    output: 'server/examples/dist/react.js',
    build: () => node('server/scripts/examples.mjs', [], { quiet: true }),
  },
  {
    name: 'admin',
    sources: [
      ...common,
      '.scripts/compress.mjs',
      'widget/src',
      'admin/src',
      'admin/pages',
      'admin/vite.config.ts',
      'admin/package.json',
    ],
    output: 'admin/dist/site/merchant.html',
    assets: 'admin/dist/site/assets',
    build: () =>
      node('node_modules/vite/bin/vite.js', ['build', '-c', 'admin/vite.config.ts'], { quiet: true }),
  },
];

async function buildTarget(target) {
  const since = performance.now();
  const built = await whenStale(target, async () => {
    const { code, output } = await target.build();
    if (code !== 0) throw new Error(`The build of ${target.name} failed:\n${output}`);
    if (target.assets) compressFiles(target.assets);
  });
  if (built) say(`Built ${target.name} in ${seconds(since)}.`);
}

export async function buildWhatIsStale() {
  const results = await Promise.allSettled(targets.map(buildTarget));
  const failures = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

if (isMain(import.meta.url)) {
  try {
    await ensureInstalled();
    await buildWhatIsStale();
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
