/** The directions of imports. Each rule says what it protects; `npm run check` fails on a breach. */

/** Imports of types alone are erased: they bind no code to code. */
const code = { dependencyTypesNot: ['type-only', 'type-import'] };

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const capabilities =
  '^server/src/(conversations|consent|policies|retention|holds|requests|disclosures|accounts|sites|statistics|audit|mail|vault|webhooks|organizations|net)/';

module.exports = {
  forbidden: [
    never(
      'no-cycles',
      'What needs each other cannot be understood apart.',
      {},
      {
        circular: true,
        viaOnly: code,
      },
    ),
    never('no-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),

    never(
      'model-knows-nobody',
      'model is what all others speak of.',
      { path: '^shared/src/model/' },
      { path: '^shared/src/(rules|access|protocol|schema)/', ...code },
    ),
    never(
      'rules-are-pure',
      'rules decide from the model alone.',
      { path: '^shared/src/(rules|access)/', pathNot: '\\.test\\.ts$' },
      { path: '^shared/src/(protocol|schema)/' },
    ),
    never(
      'protocol-before-schema',
      'The declarations do not depend on their validators.',
      { path: '^shared/src/protocol/', pathNot: '\\.test\\.ts$' },
      { path: '^shared/src/schema/' },
    ),
    never(
      'shared-is-pure',
      'No DOM, no Node, no I/O in shared.',
      { path: '^shared/src/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    never(
      'shared-imports-only-zod',
      'Whatever shared imports, everybody carries.',
      { path: '^shared/src/', pathNot: '\\.test\\.ts$' },
      { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    ),

    never(
      'no-validator-in-the-widget',
      'A validator would reach every visitor (WID-5).',
      { path: '^widget/src/', pathNot: '\\.test\\.ts$' },
      { path: '^shared/(src|dist)/schema/' },
    ),
    never(
      'widget-is-its-own',
      'The widget runs on pages of others; it brings nothing of server or portals.',
      { path: '^widget/src/', pathNot: '\\.test\\.ts$' },
      { path: '^(server|admin|e2e)/' },
    ),
    never(
      'loader-stays-alone',
      'The loader is what every visitor pays for: no Lit, no socket (WID-1, WID-5).',
      { path: '^widget/src/loader\\.ts$' },
      { path: 'node_modules/(lit|lit-html|lit-element|socket\\.io-client|engine\\.io-client)/', ...code },
    ),
    never(
      'engine-knows-no-page',
      'The conversation is a pure machine: no DOM library and no socket.',
      { path: '^widget/src/conversation/', pathNot: '\\.test\\.ts$' },
      { path: ['node_modules/(lit|socket\\.io-client)/', '^widget/src/(views|device)/'], ...code },
    ),

    never(
      'portals-apart',
      'What one audience sees is never shared with another by accident.',
      { path: '^admin/src/portals/([^/]+)/' },
      { path: '^admin/src/portals/', pathNot: '^admin/src/portals/$1/' },
    ),
    never(
      'admin-is-its-own',
      'The portals talk to the server over the protocol only.',
      { path: '^admin/src/', pathNot: '\\.test\\.ts$' },
      { path: '^(server|e2e)/' },
    ),

    never(
      'only-the-edge-knows-transport',
      'Capabilities are called by the pipeline, whatever carried the request.',
      { path: '^server/src/', pathNot: ['^server/src/(edge|demo|testing)/', '\\.test\\.ts$'] },
      { path: 'node_modules/(@koa/|koa|koa-helmet|socket\\.io)', pathNot: '@types/', ...code },
    ),
    never(
      'capabilities-below-the-edge',
      'They tell what happened by events; the edge listens.',
      { path: capabilities, pathNot: '\\.test\\.ts$' },
      { path: '^server/src/(edge|cli|supervisor|demo|testing)/|^server/src/(app|main)\\.ts$', ...code },
    ),
    never(
      'store-knows-nothing-of-chat',
      'The embedded store is a database and could serve anything.',
      { path: '^server/src/database/embedded/' },
      { path: `${capabilities}|^server/src/(edge|app|main)` },
    ),
    never(
      'models-not-the-driver',
      'Everything is reached through Mongoose.',
      { path: '^server/src/', pathNot: ['^server/src/database/', '\\.test\\.ts$', '^server/src/testing/'] },
      { path: 'node_modules/(mongodb|bson|mingo|lmdb)/', ...code },
    ),
    never(
      'tests-are-not-shipped',
      'The product never imports what tests use.',
      { path: '^(shared|server|widget|admin)/src/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      { path: ['^server/src/testing/', '\\.test\\.ts$'] },
    ),
    never(
      'stories-see-what-people-see',
      'End-to-end tests import shared and the test server, nothing of the inside.',
      // The faults drive the engine itself, as both portals and widget do.
      { path: '^e2e/', pathNot: '^e2e/faults/' },
      {
        path: '^(widget|admin)/|^server/src/',
        pathNot: ['^server/src/testing/', '^server/src/(supervisor/ready|database/store-process)'],
      },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['(^|/)dist/', '\\.d\\.ts$'] },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'module', 'node', 'default'],
    },
    skipAnalysisNotInRules: true,
  },
};
