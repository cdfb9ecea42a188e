/**
 * What is decided of every operation for every role: who reaches it and on whose data, what they must have accepted,
 * proven and agreed to, and each field of what they are told. Asked of the pipeline itself, or over HTTP or sockets of
 * a server that listens, with use cases that do nothing but tell what reached them; so that two tables can be compared
 * by what comes of them.
 */
import { boundBy, type Role } from '@parlour/shared/access/table.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { conversationEvents } from '@parlour/shared/schema/events.js';
import { shapeFor } from '@parlour/shared/schema/shape.js';
import type { As, Chatting, Way } from './decision-ways.js';
import { fieldsOfAnswer, samples } from './sampled-fields.js';

/** By `operation | role | what is asked`: the scope, a refusal's code, or whether a field is there. */
export type Decisions = ReadonlyMap<string, string>;

const roles = Object.keys(boundBy) as Role[];

export class Examiner {
  constructor(
    private readonly way: Way,
    private readonly now: () => number,
    private readonly agreeing: Chatting,
    private readonly unasked: Chatting,
  ) {}

  /** Everything; or of operations and roles only those that are wanted. */
  async examine(wanted: (operation: AnyOperation, role: Role) => boolean = () => true): Promise<Decisions> {
    const found = new Map<string, string>();
    for (const operation of operations as readonly AnyOperation[])
      for (const role of roles) {
        if (!this.way.carries(operation) || !wanted(operation, role)) continue;
        const answers = await this.#of(operation, role);
        for (const [what, answer] of answers) found.set(`${operation.name} | ${role} | ${what}`, answer);
      }
    if (this.way.tells) this.#examineEvents(found);
    return found;
  }

  #examineEvents(found: Map<string, string>): void {
    for (const name of Object.keys(conversationEvents))
      for (const role of ['consumer', 'agent'] as const) {
        const sample = samples.get(name)!;
        const told = sample.answers.map((answer) => shapeFor(sample.schema, role).parse(answer));
        for (const [path, seen] of fieldsOfAnswer(sample, told))
          found.set(`${name} | ${role} | ${path}`, seen);
      }
  }

  async #of(operation: AnyOperation, role: Role): Promise<[what: string, answer: string][]> {
    const { agreeing, unasked } = this;
    const now = this.now();
    const whole: As = { chatting: agreeing, proof: { secondFactor: true, at: now } };
    const ask = async (as: Partial<As>): Promise<string> =>
      (await this.way.ask(operation, role, { ...whole, ...as })).code;
    const reached = await this.way.ask(operation, role, whole);
    const told: [string, string][] = [['reached', reached.code]];
    if (role !== 'visitor' && role !== 'consumer') {
      told.push(['before acceptance', await ask({ newcomer: true })]);
      told.push(['without a fresh proof', await ask({ proof: { secondFactor: true, at: 0 } })]);
    }
    if (role === 'admin')
      told.push(['without a second factor', await ask({ proof: { secondFactor: false, at: now } })]);
    if (operation.purpose !== 'service') told.push(['without consent', await ask({ chatting: unasked })]);
    if (reached.output !== undefined)
      told.push(...fieldsOfAnswer(samples.get(operation.name)!, [reached.output]));
    return told;
  }
}
