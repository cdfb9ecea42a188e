import { Command } from 'commander';
import { start } from '../supervisor/main.js';

/** `parlour serve`: the server and, without `MONGODB_URI`, its store, each started again should it die; no demo. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('run the server and, without MONGODB_URI, the embedded store')
    .option('--json', 'print the addresses as one JSON object when ready')
    .action(({ json = false }: { json?: boolean }) => start({ folder: process.cwd(), json, demo: false }));
