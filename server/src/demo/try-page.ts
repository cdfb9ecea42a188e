import { embedTag, type Embedding } from './embed.js';
import { html } from './html.js';
import { layout } from './layout.js';

/** What somebody who has just started Parlour could look at, and where. */
export const tryPage = (embedding: Embedding): string =>
  layout({
    title: 'What to try · Carfinder',
    description: 'A short walk through Parlour on this demo site.',
    widget: null,
    body: html`<div class="prose">
      <h1>What to try</h1>
      <p>
        This site plays a <b>site provider</b>: a company whose pages carry the cars of two merchants. The
        chat comes from another origin, <code>${embedding.server}</code>, by one tag. Sign-ins for the portals
        were printed where Parlour was started.
      </p>
      <ol class="steps">
        <li>
          <h2>Chat from both sides</h2>
          <p>
            Open <a href="/cars/blue-hatchback">the blue hatchback</a> here, and the
            <a href="${embedding.server}/merchant">merchant portal</a> in a second window. Write on one side,
            watch the other: typing, delivery, what has been read.
          </p>
        </li>
        <li>
          <h2>Look at the promise</h2>
          <p>
            Under the messages both sides see the date on which the conversation is deleted. Ask “Why?”. Then
            begin another one with <a href="/cars/teal-suv">Harbour Cars</a>, refuse that the transcript is
            stored, and see how the date moves.
          </p>
        </li>
        <li>
          <h2>Hand it on</h2>
          <p>
            Sign in as Ana and as Max. Whoever has the fewest conversations is offered the next one, for half
            a minute; the shopper sees their place in the queue. Hand it to the other, put it off, close it,
            and say as the shopper how it was. Who is offered how many, Max sets under “Settings”.
          </p>
        </li>
        <li>
          <h2>See that nothing happens</h2>
          <p>
            Open the developer tools on a car’s page before you touch the chat: no cookie, no stored key, no
            socket, one script. Nothing more is loaded or written until you act.
          </p>
        </li>
        <li>
          <h2>Pull the plug</h2>
          <p>
            In the middle of a chat, end the server or the store with <code>kill -9</code>; their process
            numbers are in <code>processes.json</code> in the data folder. They are started again, both sides
            reconnect by themselves, and no acknowledged message is missing or doubled.
          </p>
        </li>
        <li>
          <h2>Watch it go</h2>
          <p>
            In the <a href="${embedding.server}/admin">admin portal</a> see what is stored, what is due and
            when, start a purge and read the ledger: proof without a word of content.
            <code>parlour purge --dry-run</code> says the same in a terminal.
          </p>
        </li>
      </ol>
      <h2>The tag</h2>
      <p>This is all that a page needs, here for Main Street Motors:</p>
      <pre><code>${embedTag(embedding, 'main-street-motors').text}</code></pre>
      <p>
        The pages of this site carry a strict content security policy with only the lines that the widget’s
        documentation names. They were written for Parlour; the cars, the dealers and the town are invented.
      </p>
    </div>`,
  });
