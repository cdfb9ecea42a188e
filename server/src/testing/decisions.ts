/**
 * What the pipeline decides, of every operation for every role: who reaches it and on whose data, what they must have
 * accepted, proven and agreed to, and each field of what they are told. Asked of the pipeline itself, with use cases
 * that do nothing but tell what reached them; so that two tables can be compared by what comes of them.
 */
import { boundBy, type Caller, type Role } from '@parlour/shared/access/table.js';
import type { AccountId, ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { conversationEvents } from '@parlour/shared/schema/events.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { fieldsIn, shapeFor } from '@parlour/shared/schema/shape.js';
import type { z } from 'zod';
import { Pipeline, type Source } from '../edge/pipeline.js';
import { Throttle } from '../edge/throttle.js';
import type { UseCases } from '../use-cases.js';
import type { OperationCall } from '../use-case.js';
import { nobodys, sampleAnswers, sampleInput } from './sample-input.js';
import type { TestServer } from './start-server.js';

/** By `operation | role | what is asked`: the scope, a refusal's code, or whether a field is there. */
export type Decisions = ReadonlyMap<string, string>;

const roles = Object.keys(boundBy) as Role[];
const known = schemas as Readonly<Record<string, OperationSchema<unknown, unknown>>>;

interface Sample {
  readonly schema: z.ZodType;
  /** One of each kind that it can be. */
  readonly answers: readonly unknown[];
  readonly paths: readonly string[];
  readonly records: readonly string[];
}

const sampleOf = (schema: z.ZodType): Sample => {
  const paths = [...fieldsIn(schema).keys()];
  const records = [
    ...new Set(paths.filter((path) => path.includes('{}')).map((path) => path.split('{}')[0]!)),
  ];
  return { schema, answers: sampleAnswers(schema), paths, records };
};

const samples = new Map(
  [
    ...Object.entries(known).map(([name, { output }]) => [name, output as z.ZodType] as const),
    ...Object.entries(conversationEvents).map(([name, event]) => [name, event as z.ZodType] as const),
  ].map(([name, schema]) => [name, sampleOf(schema)]),
);

export class Examiner {
  readonly #pipeline: Pipeline;
  #reached: OperationCall['scope'] | null = null;

  private constructor(
    private readonly server: TestServer,
    private readonly agreeing: Chatting,
    private readonly unasked: Chatting,
  ) {
    const { models, clock, policies, log } = server.app.context;
    const useCase = (name: string) => (_input: unknown, call: OperationCall) => {
      this.#reached = call.scope;
      return Promise.resolve(samples.get(name)!.answers[0]);
    };
    const useCases = Object.fromEntries(operations.map(({ name }) => [name, useCase(name)]));
    this.#pipeline = new Pipeline({
      models,
      clock,
      policies,
      log,
      throttle: new Throttle(100_000),
      useCases: useCases as unknown as UseCases,
    });
  }

  /** Two consumers chat, of whom one agrees to whatever can be agreed to. */
  static async over(server: TestServer): Promise<Examiner> {
    const [agreeing, unasked] = await Promise.all([server.consumer(), server.consumer()]);
    await Promise.all([agreeing.start(), unasked.start()]);
    const { notice } = await agreeing.connection.call(welcome, {});
    await agreeing.connection.call(decideConsent, {
      conversation: agreeing.conversation!,
      notice: notice.sha256,
      decisions: [{ purpose: 'marketing', state: 'given' }],
      locale: 'en',
    });
    const { ConsentEvent, Conversation } = server.app.context.models;
    // As if the button in the mail that asks had been pressed (OPT-4).
    await ConsentEvent.collection.updateMany({ purpose: 'marketing' }, { $set: { state: 'given' } });
    const chatting = async (conversation: ConversationId): Promise<Chatting> => {
      const stored = await Conversation.findById(conversation, { consumer: 1 }).lean();
      return { conversation, consumer: stored!.consumer as ConsumerId };
    };
    return new Examiner(
      server,
      await chatting(agreeing.conversation!),
      await chatting(unasked.conversation!),
    );
  }

  async examine(): Promise<Decisions> {
    const found = new Map<string, string>();
    for (const operation of operations as readonly AnyOperation[])
      for (const role of roles) {
        const answers = await this.#of(operation, role);
        for (const [what, answer] of answers) found.set(`${operation.name} | ${role} | ${what}`, answer);
      }
    for (const name of Object.keys(conversationEvents))
      for (const role of ['consumer', 'agent'] as const) {
        const sample = samples.get(name)!;
        const told = sample.answers.map((answer) => shapeFor(sample.schema, role).parse(answer));
        for (const [path, seen] of fieldsOfAnswer(sample, told))
          found.set(`${name} | ${role} | ${path}`, seen);
      }
    return found;
  }

  async #of(operation: AnyOperation, role: Role): Promise<[what: string, answer: string][]> {
    const now = this.server.clock.now();
    const { agreeing, unasked } = this;
    const whole = { chatting: agreeing, proof: { secondFactor: true, at: now } };
    const reached = await this.#run(operation, role, whole);
    const told: [string, string][] = [['reached', reached.code]];
    if (role !== 'visitor' && role !== 'consumer') {
      told.push(['before acceptance', (await this.#run(operation, role, { ...whole, newcomer: true })).code]);
      const { code } = await this.#run(operation, role, { ...whole, proof: { secondFactor: true, at: 0 } });
      told.push(['without a fresh proof', code]);
    }
    if (role === 'admin') {
      const { code } = await this.#run(operation, role, {
        ...whole,
        proof: { secondFactor: false, at: now },
      });
      told.push(['without a second factor', code]);
    }
    const asked = operation.purpose !== 'service';
    if (asked)
      told.push([
        'without consent',
        (await this.#run(operation, role, { ...whole, chatting: unasked })).code,
      ]);
    if (reached.output !== undefined)
      told.push(...fieldsOfAnswer(samples.get(operation.name)!, [reached.output]));
    return told;
  }

  async #run(operation: AnyOperation, role: Role, as: As): Promise<{ code: string; output?: unknown }> {
    const schema = known[operation.name]!.input as z.ZodType;
    const input = sampleInput(schema, { ...nobodys, conversation: as.chatting.conversation });
    this.#reached = null;
    try {
      const { output } = await this.#pipeline.run(operation, input, sourceOf(this.#caller(role, as)));
      return { code: JSON.stringify(this.#reached), output };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code };
      throw error;
    }
  }

  #caller(role: Role, { chatting, proof, newcomer = false }: As): Caller {
    const { people, merchants, provider, site } = this.server.world;
    const place = { site: site._id, merchant: merchants.motors._id };
    const of = (person: { _id: string; name: string }) => ({
      account: (newcomer ? nobodys['account'] : person._id) as AccountId,
      name: person.name,
      session: 'examined',
      proof,
    });
    const merchant = merchants.motors._id;
    const callers = {
      visitor: () => ({ role: 'visitor', place }),
      consumer: () => ({ role: 'consumer', consumer: chatting.consumer, place }),
      agent: () => ({ role: 'agent', ...of(people.ana), merchant }),
      manager: () => ({ role: 'manager', ...of(people.mia), merchant }),
      provider: () => ({ role: 'provider', ...of(people.pia), provider }),
      admin: () => ({ role: 'admin', ...of(people.ada) }),
    } as const;
    return callers[role]() as Caller;
  }
}

interface Chatting {
  readonly consumer: ConsumerId;
  readonly conversation: ConversationId;
}

interface As {
  readonly chatting: Chatting;
  readonly proof: { readonly secondFactor: boolean; readonly at: number };
  /** Somebody of the same role who has accepted nothing. */
  readonly newcomer?: boolean;
}

const sourceOf = (caller: Caller): Source => ({
  address: '127.0.0.1',
  requestId: 'examined',
  identify: () => Promise.resolve(caller),
  gpc: false,
  surface: 'widget',
  connection: null,
  follow: () => Promise.resolve(),
});

/** Of each field that the schema knows, whether it came: as it is, as the word `agent`, or not at all. */
function fieldsOfAnswer({ answers, paths, records }: Sample, told: readonly unknown[]): [string, string][] {
  const [sent, got] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const answer of answers.slice(0, told.length)) flat(answer, records, '', sent);
  for (const one of told) flat(one, records, '', got);
  return paths
    .filter((path) => sent.has(path))
    .map((path) => {
      if (!got.has(path)) return [path, 'gone'];
      return [path, got.get(path) === sent.get(path) ? 'seen' : String(got.get(path))];
    });
}

function flat(value: unknown, records: readonly string[], path = '', into = new Map<string, unknown>()) {
  if (Array.isArray(value)) for (const one of value) flat(one, records, `${path}[]`, into);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      const key = records.includes(path) ? `${path}{}` : path ? `${path}.${name}` : name;
      if (key.endsWith('{}')) into.set(key, name);
      flat(inner, records, key, into);
    }
  else if (!into.has(path)) into.set(path, value);
  return into;
}
