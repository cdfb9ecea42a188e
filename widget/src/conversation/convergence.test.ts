import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../testing/fake-clock.js';
import { MemoryConversation, refusal } from '../testing/memory-conversation.js';
import { MemoryServer } from '../testing/memory-server.js';
import { ConversationEngine } from './engine.js';

type Step =
  | { readonly do: 'consumerSends' | 'agentSays' | 'agentReads' | 'heartbeat' | 'cut' | 'mend' | 'readAll' }
  | { readonly do: 'deliver'; readonly which: number }
  | { readonly do: 'lose'; readonly which: number }
  | { readonly do: 'repeat'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'refuse'; readonly code: 'unavailable' | 'too_many_requests' | 'internal' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'consumerSends' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'agentSays' }) },
  fc.constantFrom<Step>(
    { do: 'agentReads' },
    { do: 'heartbeat' },
    { do: 'cut' },
    { do: 'mend' },
    { do: 'readAll' },
  ),
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('deliver' as const, 'deliver' as const, 'lose' as const, 'repeat' as const),
      which: fc.nat(20),
    }),
  },
  fc.record({ do: fc.constant('wait'), ms: fc.nat(4_000) }),
  fc.record({
    do: fc.constant('refuse'),
    code: fc.constantFrom('unavailable', 'too_many_requests', 'internal'),
  }),
);

/** A network that keeps every packet until the test decides what becomes of it: any order, lost, or twice. */
class HostileNetwork {
  readonly packets: { readonly deliver: () => void; readonly kind: string }[] = [];
  calm = false;

  readonly carry = (deliver: () => void, { kind }: { kind: string }): void => {
    if (this.calm) queueMicrotask(deliver);
    else this.packets.push({ deliver, kind });
  };

  take(which: number): { readonly deliver: () => void; readonly kind: string } | undefined {
    return this.packets.splice(which % Math.max(1, this.packets.length), 1)[0];
  }

  look(which: number): { readonly deliver: () => void } | undefined {
    return this.packets[which % Math.max(1, this.packets.length)];
  }

  becalm(): void {
    this.calm = true;
    for (const { deliver } of this.packets.splice(0)) deliver();
  }
}

async function play(steps: readonly Step[]) {
  const clock = new FakeClock();
  const server = new MemoryServer(clock);
  server.conversations.push(new MemoryConversation(1, clock.now(), []));
  server.pageSize = 3;
  const network = new HostileNetwork();
  const connection = server.connect({ token: 'token', network: network.carry });
  const id = server.conversation.id;
  const engine = new ConversationEngine({
    connection,
    conversation: id,
    me: 'consumer',
    clock,
    random: () => 1,
  });
  const seen: number[] = [];
  engine.subscribe(() => {
    const seqs = engine.state.messages.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    seen.push(seqs.length);
  });
  let sent = 0;
  for (const one of steps) {
    if (one.do === 'consumerSends') engine.send(`consumer ${++sent}`);
    else if (one.do === 'agentSays') server.agentSays(`agent ${server.conversation.view.head}`);
    else if (one.do === 'agentReads') server.agentReads();
    else if (one.do === 'heartbeat') server.heartbeat();
    else if (one.do === 'cut') connection.cut();
    else if (one.do === 'mend') connection.mend();
    else if (one.do === 'readAll') engine.markRead(engine.state.messages.length);
    else if (one.do === 'wait') await clock.advance(one.ms);
    else if (one.do === 'refuse') server.refuse.set('message.send', refusal(one.code));
    else if (one.do === 'deliver') network.take(one.which)?.deliver();
    else if (one.do === 'repeat') network.look(one.which)?.deliver();
    // A broken line loses a call and with it the line, as the connection itself sees to; an event just vanishes.
    else if (one.do === 'lose' && network.take(one.which)?.kind !== 'event') connection.cut();
    await settle();
  }
  network.becalm();
  connection.cut();
  connection.mend();
  await clock.advance(30_000);
  engine.markRead(engine.state.messages.length);
  server.heartbeat();
  await clock.advance(30_000);
  const result = { engine: engine.state, server: server.conversation, sent, seen };
  engine.dispose();
  return result;
}

describe('convergence', () => {
  it('MSG-5 under any loss, repetition, reordering and reconnection the screen ends equal to the server', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { engine, server, sent, seen } = await play(steps);
        expect(engine.messages).toEqual(server.messages);
        expect(engine.outbox).toEqual([]);
        expect(engine.conversation).toEqual(server.view);
        const own = server.messages.flatMap((m) =>
          m.kind === 'text' && m.sender.role === 'consumer' ? [m.text] : [],
        );
        expect(own).toEqual(Array.from({ length: sent }, (_, index) => `consumer ${index + 1}`));
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
      }),
      { numRuns: 400 },
    );
  });
});
