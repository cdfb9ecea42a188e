/**
 * A server in the page's memory, for tests of the portals: it carries no logic of its own, but holds everything
 * that passes to the contract. An input that the schemas refuse fails the test, and so does an answer.
 */
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  errors,
  type ErrorCode,
  type RefusalDetails,
  type WireError,
} from '@parlour/shared/protocol/errors.js';
import type { ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import type { OperationName } from '@parlour/shared/protocol/registry.js';
import { schemas } from '@parlour/shared/schema/registry.js';
import {
  CallLost,
  CallRefused,
  type Connection,
  type ConnectionState,
} from '@parlour/widget/connection/connection.js';
import type { Backend } from '../data/backend.js';

type Answer = (input: never) => unknown;
export type Answers = Partial<Record<OperationName, Answer>>;

/** What a scripted answer throws to refuse. */
export const refusal = (
  code: ErrorCode,
  details: RefusalDetails & { requestId?: string } = {},
): CallRefused =>
  new CallRefused({ code, message: errors[code].text, retryable: errors[code].retryable, ...details });

export const lost = (): CallLost => new CallLost();

/** A live line whose other end is the test. */
export class ScriptedConnection implements Connection {
  state: ConnectionState = 'connected';
  since = Date.now();
  refusal: WireError | null = null;
  closed = false;
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #stateListeners = new Set<() => void>();

  constructor(readonly call: Call) {}

  on<Name extends ServerEvent>(event: Name, listener: ServerEvents[Name]): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    this.enter('disconnected');
  }

  /** The server tells. */
  tell<Name extends ServerEvent>(event: Name, ...payload: Parameters<ServerEvents[Name]>): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload[0] as never);
  }

  /** The line comes or goes. */
  enter(state: ConnectionState): void {
    this.state = state;
    this.since = Date.now();
    for (const listener of [...this.#stateListeners]) listener();
  }
}

/** Both ways to the server, answered by the test. */
export class Scripted implements Backend {
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  readonly connections: ScriptedConnection[] = [];

  constructor(readonly answers: Answers) {}

  readonly call: Call = async (operation, input) => {
    const name = operation.name as unknown as OperationName;
    this.calls.push({ name, input });
    const schema = schemas[name];
    const answer = this.answers[name] as ((input: unknown) => unknown) | undefined;
    if (!answer) throw refusal('forbidden');
    const clean = schema.input.parse(input);
    return schema.output.parse(await answer(clean)) as never;
  };

  readonly connect = (): ScriptedConnection => {
    const connection: ScriptedConnection = new ScriptedConnection((operation, input) =>
      connection.state === 'connected' ? this.call(operation, input) : Promise.reject(lost()),
    );
    this.connections.push(connection);
    return connection;
  };

  /** The line of whoever is signed in now. */
  get line(): ScriptedConnection {
    return this.connections.at(-1)!;
  }

  /** What `name` was called with, in order. */
  inputs(name: OperationName): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.input);
  }
}
