import { describe, expect, it } from 'vitest';
import { namedKinds } from './asked-before-chat.js';

const agreement = (section: string) =>
  `# Agreement\n\n## In short\n\n- Name: no.\n\n${section}\n## Contact\n\n- Order number: no.\n`;

describe('what a merchant may insist on before a chat', () => {
  it('WID-12 is what the agreement names with a purpose, under its own heading and nowhere else', () => {
    expect(namedKinds(agreement(''))).toEqual([]);
    expect(
      namedKinds(
        agreement('## What may be asked before a chat\n\n- Order number: to find the order.\n- Name:\n'),
      ),
    ).toEqual(['order_number']);
    expect(namedKinds('## What may be asked before a chat\n- E-mail address: to answer.')).toEqual(['email']);
  });
});
