import { html, type TemplateResult } from 'lit';
import { bubblePath } from '../styles/launcher.styles.js';

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const bubbleIcon = icon(bubblePath);
export const sendIcon = icon('M4 12h13M12 6l6 6-6 6');
export const minimiseIcon = icon('M6 18h12');
