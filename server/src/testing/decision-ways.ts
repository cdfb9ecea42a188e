/** The ways by which `decisions.ts` asks: the pipeline by itself, HTTP, and sockets. */
import type { Caller, Role } from '@parlour/shared/access/table.js';
import type { AccountId, ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import type { AnyOperation } from '@parlour/shared/protocol/registry.js';
import type { z } from 'zod';
import { Pipeline, type Source } from '../edge/pipeline.js';
import { sessionCookie } from '../edge/session-cookie.js';
import { Throttle } from '../edge/throttle.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { Refused, TestConnection } from './connection.js';
import type { Consumer } from './consumer.js';
import { Examiner } from './decisions.js';
import { HttpClient } from './http-client.js';
import { nobodys, sampleInput } from './sample-input.js';
import { known, Recorder } from './sampled-fields.js';
import type { TestServer } from './start-server.js';

/** As whom it is asked. */
export interface As {
  readonly chatting: Chatting;
  readonly proof: { readonly secondFactor: boolean; readonly at: number };
  /** Somebody of the same role who has accepted nothing. */
  readonly newcomer?: boolean;
}

export interface Chatting {
  readonly consumer: ConsumerId;
  readonly conversation: ConversationId;
  readonly token: string;
}

export interface Way {
  /** Whether the operation can be reached by it. */
  carries(operation: AnyOperation): boolean;
  /** `code` is the scope, as JSON, where it was reached, else the refusal's. */
  ask(operation: AnyOperation, role: Role, as: As): Promise<{ code: string; output?: unknown }>;
  /** Whether the shapes of live updates are asked with it. */
  readonly tells: boolean;
}

const inputOf = (operation: AnyOperation, { chatting }: As): Record<string, unknown> =>
  sampleInput(known[operation.name]!.input as z.ZodType, {
    ...nobodys,
    conversation: chatting.conversation,
  });

/** Examines the pipeline of a server. */
export async function examinerOf(server: TestServer): Promise<Examiner> {
  const recorder = new Recorder();
  recorder.on = true;
  return examinerBy(server, new PipelineWay(server, recorder));
}

/** Examines a server from outside, by both its ways. It was started with `recorder.instead` for its use cases. */
export async function edgeExaminersOf(
  server: TestServer,
  recorder: Recorder,
): Promise<Record<'http' | 'socket', Examiner>> {
  const callers = new Callers(server);
  const of = (way: Way): Promise<Examiner> => examinerBy(server, way);
  const examiners = {
    http: await of(new HttpWay(callers, recorder)),
    socket: await of(new SocketWay(callers, recorder)),
  };
  recorder.on = true;
  return examiners;
}

/** Two consumers chat, of whom one agrees to whatever can be agreed to. */
async function examinerBy(server: TestServer, way: Way): Promise<Examiner> {
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
  const chatting = async ({ conversation, arrival }: Consumer): Promise<Chatting> => {
    const stored = await Conversation.findById(conversation!, { consumer: 1 }).lean();
    return {
      conversation: conversation!,
      consumer: stored!.consumer as ConsumerId,
      token: arrival.token,
    };
  };
  const now = (): number => server.clock.now();
  return new Examiner(way, now, await chatting(agreeing), await chatting(unasked));
}

class PipelineWay implements Way {
  readonly tells = true;
  readonly #pipeline: Pipeline;

  constructor(
    private readonly server: TestServer,
    private readonly recorder: Recorder,
  ) {
    const { models, clock, policies, log } = server.app.context;
    const useCases = recorder.instead(null);
    this.#pipeline = new Pipeline({
      models,
      clock,
      policies,
      log,
      throttle: new Throttle(100_000),
      useCases,
    });
  }

  carries(): boolean {
    return true;
  }

  async ask(operation: AnyOperation, role: Role, as: As): Promise<{ code: string; output?: unknown }> {
    this.recorder.reached = null;
    try {
      const { output } = await this.#pipeline.run(
        operation,
        inputOf(operation, as),
        sourceOf(this.#caller(role, as)),
      );
      return { code: JSON.stringify(this.recorder.reached), output };
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

const sourceOf = (caller: Caller): Source => ({
  address: '127.0.0.1',
  requestId: 'examined',
  identify: () => Promise.resolve(caller),
  gpc: false,
  surface: 'widget',
  connection: null,
  follow: () => Promise.resolve(),
});

interface Standing {
  readonly http: HttpClient;
  socket(): Promise<TestConnection>;
}

/** Whoever asks from outside: by a token or a session of their own, each made once. */
class Callers {
  readonly #known = new Map<string, Promise<Standing>>();

  constructor(private readonly server: TestServer) {}

  of(role: Role, as: As): Promise<Standing> {
    const { newcomer = false, proof, chatting } = as;
    const signedIn = role !== 'visitor' && role !== 'consumer';
    const key = signedIn
      ? `${role} ${newcomer} ${proof.secondFactor} ${proof.at}`
      : `${role} ${role === 'consumer' && chatting.token}`;
    let found = this.#known.get(key);
    if (!found) {
      found = signedIn ? this.#staff(role, as) : Promise.resolve(this.#widget(role, as));
      this.#known.set(key, found);
    }
    return found;
  }

  #widget(role: Role, { chatting }: As): Standing {
    const { url, world } = this.server;
    const [site, merchant, origin] = [world.site.key, world.merchants.motors.slug, world.site.origin];
    const token = role === 'consumer' ? chatting.token : null;
    const headers = { origin, [siteHeader]: site, [merchantHeader]: merchant };
    return {
      http: new HttpClient(url, { ...headers, ...(token && { authorization: `Bearer ${token}` }) }),
      socket: once(() =>
        TestConnection.open({ url, origin, site, auth: { site, merchant, ...(token && { token }) } }),
      ),
    };
  }

  async #staff(role: Exclude<Role, 'visitor' | 'consumer'>, as: As): Promise<Standing> {
    const { url, app, world } = this.server;
    const { models, sessions } = app.context;
    const { ana, mia, pia, ada } = world.people;
    const person = { agent: ana, manager: mia, provider: pia, admin: ada }[role];
    const like = (await models.Account.findById(person._id).lean())!;
    const _id = newId('account');
    const account = {
      ...like,
      _id,
      email: `${_id}@people.example`,
      ...(role === 'admin' && !as.proof.secondFactor && { secondFactor: null }),
    };
    await models.Account.create(account);
    if (!as.newcomer) await acceptForSeed({ models }, [account], new Date(0));
    const { token } = await sessions.open(account);
    await models.Session.updateMany({ account: _id }, { $set: { provenAt: new Date(as.proof.at) } });
    const http = new HttpClient(url, { origin: url });
    const cookie = (http.cookie = `${sessionCookie}=${token}`);
    return { http, socket: once(() => TestConnection.open({ url, origin: url, cookie })) };
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}

abstract class EdgeWay implements Way {
  readonly tells = false;

  constructor(
    protected readonly callers: Callers,
    private readonly recorder: Recorder,
  ) {}

  abstract carries(operation: AnyOperation): boolean;
  protected abstract send(caller: Standing, operation: AnyOperation, input: object): Promise<unknown>;

  async ask(operation: AnyOperation, role: Role, as: As): Promise<{ code: string; output?: unknown }> {
    const caller = await this.callers.of(role, as);
    this.recorder.reached = null;
    try {
      const output = await this.send(caller, operation, inputOf(operation, as));
      return { code: JSON.stringify(this.recorder.reached), output };
    } catch (error) {
      if (error instanceof Refused) return { code: error.error.code };
      throw error;
    }
  }
}

class HttpWay extends EdgeWay {
  carries({ http }: AnyOperation): boolean {
    return Boolean(http);
  }

  protected send({ http }: Standing, operation: AnyOperation, input: object): Promise<unknown> {
    return http.call(operation as never, input as never);
  }
}

class SocketWay extends EdgeWay {
  carries({ socket }: AnyOperation): boolean {
    return Boolean(socket);
  }

  protected async send(caller: Standing, { name }: AnyOperation, input: object): Promise<unknown> {
    return (await caller.socket()).callRaw(name, input);
  }
}
