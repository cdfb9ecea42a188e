/**
 * The one pipeline. Every operation runs through it, whatever it came in by:
 *
 *     parse → identify → limit → authorize → policies accepted → purpose → use case → shape the answer
 *
 * One place to look for why something was refused.
 */
import { can, scopeFilter, type Caller, type Capability } from '@parlour/shared/access/table.js';
import type { ConsumerId, ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { permits, type Purpose } from '@parlour/shared/model/purpose.js';
import { Refusal, type Issue } from '@parlour/shared/protocol/errors.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { shapeFor } from '@parlour/shared/schema/shape.js';
import type { Logger } from 'pino';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { Audit } from '../audit/audit.js';
import { withDeadline } from '../database/deadline.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import type { Policies } from '../policies/policies.js';
import type { Effects, OperationCall, Upload, UseCase } from '../use-case.js';
import type { UseCases } from '../use-cases.js';
import type { Throttle } from './throttle.js';

/** Where a request came in, and how its caller is found. */
export interface Source {
  readonly address: string;
  readonly requestId: string;
  readonly identify: () => Promise<Caller>;
  readonly gpc: boolean;
  readonly surface: OperationCall['surface'];
  /** What the browser was given with a challenge (ACC-7). */
  readonly browser?: string | undefined;
  readonly connection: string | null;
  readonly follow: (conversation: ConversationId) => Promise<void>;
  /** Where the body is a file. */
  readonly upload?: Upload;
}

export interface Result {
  readonly output: unknown;
  readonly effects: Effects;
}

export interface PipelineParts {
  readonly models: Models;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly log: Logger;
  readonly throttle: Throttle;
  /** Where a refusal for want of consent is recorded (OPT-1). */
  readonly audit?: Pick<Audit, 'append'>;
  readonly useCases: UseCases;
  /** What a consumer reads, where their merchant does not show who of its staff it was. */
  readonly asConsumersSee?: (merchant: MerchantId, output: unknown) => Promise<unknown>;
  /** Told of each operation what came of it, and how many seconds that took (OPS-5). */
  readonly observe?: (operation: AnyOperation, outcome: string, seconds: number) => void;
}

/** Milliseconds. Whoever asks is answered by then; what was asked may still happen, as with any lost answer. */
const answerDeadline = 20_000;
/** For a body that is a file, which may come by a slow line. */
const uploadDeadline = 300_000;

export class Pipeline {
  constructor(private readonly parts: PipelineParts) {}

  /** @throws Refusal, always: whatever else goes wrong is logged and becomes one. */
  async run(operation: AnyOperation, rawInput: unknown, source: Source): Promise<Result> {
    const began = performance.now();
    let outcome = 'ok';
    try {
      const deadline = source.upload ? uploadDeadline : answerDeadline;
      return await withDeadline(this.#run(operation, rawInput, source), deadline);
    } catch (error) {
      const refusal = this.#refusalOf(error, operation, source);
      outcome = refusal.code;
      throw refusal;
    } finally {
      this.parts.observe?.(operation, outcome, (performance.now() - began) / 1_000);
    }
  }

  async #run(operation: AnyOperation, rawInput: unknown, source: Source): Promise<Result> {
    const schema: OperationSchema<unknown, unknown> = schemas[operation.name];
    const input = parse(schema, rawInput);
    const caller = await source.identify();
    await this.parts.throttle.take(operation.limit, caller, source.address);
    const scope = authorize(operation, caller);
    requireProof(operation, caller, this.parts.clock.now());
    await this.#requireAcceptance(operation, caller);
    await this.#requirePurpose(operation, caller, scope, input);
    const effects: Effects = {};
    const useCase = this.parts.useCases[operation.name] as UseCase<unknown>;
    const { browser = null, connection, follow, gpc, surface, upload = null } = source;
    const output: unknown = await useCase(input as never, {
      caller,
      scope,
      address: source.address,
      gpc,
      surface,
      browser,
      connection,
      follow,
      upload,
      effects,
    });
    // Whoever has just signed in reads the answer as who they are now.
    const shaped: unknown = shapeFor(schema.output, effects.role ?? caller.role).parse(output);
    const { asConsumersSee } = this.parts;
    if (caller.role !== 'consumer' || !asConsumersSee) return { output: shaped, effects };
    return { output: await asConsumersSee(caller.place.merchant, shaped), effects };
  }

  /** POL-3: beyond their own account nobody reaches anything before they have accepted what binds them. */
  async #requireAcceptance({ capability }: AnyOperation, caller: Caller): Promise<void> {
    const scope = can(caller.role, capability);
    if (scope === 'own' || scope === 'none') return;
    if (!(await this.parts.policies.hasAccepted(caller))) throw new Refusal('policies_not_accepted');
  }

  /** CON-8: whatever needs more than the service itself needs the consumer's living consent for it. */
  async #requirePurpose(
    { purpose, name }: AnyOperation,
    caller: Caller,
    scope: OperationCall['scope'],
    input: unknown,
  ): Promise<void> {
    const needed = purpose as Purpose;
    if (needed === 'service') return;
    const whose = await this.#whoseConsent(caller, scope, input);
    const latest = await this.parts.models.ConsentEvent.findOne({ ...whose, purpose: needed })
      .sort({ at: -1, number: -1 })
      .lean<ConsentEventDocument>();
    if (permits(latest?.state)) return;
    this.parts.log.warn({ operation: name, purpose: needed }, 'refused: it is not agreed to');
    const actor = 'account' in caller ? caller.account : 'consumer';
    const target = whose.conversation ?? undefined;
    await this.parts.audit?.append({ actor, action: 'purpose.refused', ...(target && { target }) });
    throw new Refusal('purpose_refused');
  }

  /** A consumer's own; for staff, and for whoever came by a mailed link (REQ-1), that of the consumer in whose conversation it is, where it is theirs to see. */
  async #whoseConsent(
    caller: Caller,
    scope: OperationCall['scope'],
    input: unknown,
  ): Promise<{ consumer?: ConsumerId; conversation?: string }> {
    if (caller.role === 'consumer' && caller.address === undefined) return { consumer: caller.consumer };
    const { conversation } = input as { conversation?: string };
    if (!conversation || !('merchant' in caller || caller.role === 'consumer'))
      throw new Refusal('purpose_refused');
    const theirs = await this.parts.models.Conversation.exists({ ...scope, _id: conversation });
    if (!theirs) throw new Refusal('not_found');
    return { conversation };
  }

  #refusalOf(error: unknown, operation: AnyOperation, source: Source): Refusal {
    if (error instanceof Refusal) return error;
    const unavailable = isStoreOutage(error);
    const { requestId } = source;
    // Never the input: it may be what somebody wrote (OPS-5).
    this.parts.log[unavailable ? 'warn' : 'error'](
      { err: error, operation: operation.name, requestId },
      'an operation failed',
    );
    return new Refusal(unavailable ? 'unavailable' : 'internal');
  }
}

function parse(schema: OperationSchema<unknown, unknown>, rawInput: unknown): unknown {
  const parsed = schema.input.safeParse(rawInput);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message }): Issue => ({
    path: path.map(String).join('.').slice(0, 100),
    message: message.slice(0, 200),
  }));
  throw new Refusal('invalid_input', { issues });
}

/** Open to an admin before they have a second factor: what it takes to set one up. */
const ownAffairs: readonly Capability[] = [
  'session.open',
  'session.read',
  'session.close',
  'account.own',
  'account.join',
];

/** Milliseconds within which what is dangerous may be done after a proof (ACC-2). */
const proofLasts = 10 * minute;

/** ACC-2: admins have a second factor, and what is dangerous is done by whoever has just proven who they are. */
function requireProof({ capability, stepUp }: AnyOperation & { stepUp?: true }, caller: Caller, now: number) {
  if (!('account' in caller)) return;
  if (caller.role === 'admin' && !caller.proof?.secondFactor && !ownAffairs.includes(capability))
    throw new Refusal('second_factor_required');
  // A clock that went back must not make a proof last for ever.
  if (stepUp && Math.abs(now - (caller.proof?.at ?? 0)) > proofLasts) throw new Refusal('step_up_needed');
}

function authorize(operation: AnyOperation, caller: Caller): Readonly<Record<string, string>> {
  // An API token may do a part of what its role may.
  if ('only' in caller && caller.only && !caller.only.includes(operation.capability))
    throw new Refusal('forbidden');
  const scope = can(caller.role, operation.capability);
  const filter = scope && scopeFilter(caller, scope);
  if (filter) return filter;
  // A visitor may become somebody by signing in or by starting to chat; for anybody else it is simply not theirs.
  throw new Refusal(caller.role === 'visitor' ? 'not_signed_in' : 'forbidden');
}

const outages =
  /^(Mongo(Network|ServerSelection|PoolCleared|NotConnected|TopologyClosed|ExpiredSession|OperationTimeout|WriteConcern)|MongooseServerSelection|StoreTimeout)/;

/** What a socket says by itself, where the driver hands it on as it is. */
const socketErrors = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'ERR_STREAM_DESTROYED']);

/** The store cannot be reached, or went away in the middle: the same request may succeed in a moment. */
function isStoreOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (outages.test(error.name) || socketErrors.has(code as string)) return true;
  // A bulk write that failed as a whole carries the socket's error and none of its own.
  if (error.name === 'MongoBulkWriteError' && /ECONNRESET|EPIPE|closed/.test(error.message)) return true;
  return /initial connection|Client must be connected|buffering timed out/.test(error.message);
}
