/** Loaded first into every process of a fault run: shortens what waits for silence, and breaks what is to be broken. */
import { register } from 'node:module';

register(new URL('./load.mjs', import.meta.url), { data: { broken: process.env.FAULTS_BREAK ?? '' } });
