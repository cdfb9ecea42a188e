/** Builds the demo's examples of single-page applications, each one file: examples/dist/react.js and vue.js. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../examples/', import.meta.url));

const define = {
  'process.env.NODE_ENV': '"production"',
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

for (const [name, source] of [
  ['react', 'react/main.tsx'],
  ['vue', 'vue/main.ts'],
]) {
  const bundled = await rolldown({
    input: root + source,
    platform: 'browser',
    transform: { define, target: 'es2022', jsx: 'react-jsx' },
  });
  await bundled.write({ file: `${root}dist/${name}.js`, format: 'es', minify: true });
  await bundled.close();
}

// The playground's states: the chat with a server in memory, in one file.
const states = await rolldown({
  input: fileURLToPath(new URL('../../widget/src/testing/playground.ts', import.meta.url)),
  platform: 'browser',
  resolve: { conditionNames: ['source', 'browser', 'production', 'module', 'import', 'default'] },
  transform: { target: 'es2022' },
});
await states.write({
  file: `${root}dist/states.js`,
  format: 'es',
  minify: true,
  codeSplitting: false,
});
await states.close();
