import { defineConfig } from '@playwright/test';
import stories from './playwright.config.js';

/** `npm run pictures`: takes the README's pictures anew, from the product as it is. */
export default defineConfig({ ...stories, testDir: 'pictures', workers: 1 });
