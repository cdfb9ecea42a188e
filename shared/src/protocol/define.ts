/**
 * The one idea: an operation is declared once. From the declaration come its socket event, its HTTP route, the
 * schema that must exist for it, the check of capability and purpose, its class of limit, the client's typed
 * call and its entry in the OpenAPI document. One pipeline runs them all, so a step cannot be left out.
 */
import type { Capability } from '../access/table.js';
import type { Purpose } from '../model/purpose.js';

/** How often something may be called; the numbers are in `limits.ts`. */
export type LimitClass = 'read' | 'write' | 'message' | 'signal' | 'start' | 'signIn' | 'code' | 'upload';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `:name` in the path takes the input's field of that name; `GET` and `DELETE` take the rest from the query. */
export type HttpRoute = readonly [method: Method, path: `/${string}`];

interface Declared<Name extends string> {
  /** `topic.verb`; also the socket event and the OpenAPI `operationId`. */
  readonly name: Name;
  /** One sentence, for the OpenAPI document and for whoever reads the registry. */
  readonly summary: string;
  readonly capability: Capability;
  /** CON-8: what the data is used for; the pipeline refuses where the consumer has not agreed. */
  readonly purpose: Purpose;
  readonly limit: LimitClass;
  /** ACC-2: dangerous; whoever calls it must have proven who they are within the last minutes. */
  readonly stepUp?: true;
  /**
   * Over HTTP the body is a file, taken as it comes: no JSON. The path has the input's fields, but for `name`, which
   * is in `fileNameHeader`. An `image` has no name: nothing would be kept of it.
   */
  readonly body?: 'bytes' | 'image';
  /**
   * Answered alike to everybody: over HTTP neither cookie nor token is read, any page may ask, and the answer may be
   * kept by whatever is on the way, for as long as `publicFor` says.
   */
  readonly public?: true;
}

/** At least one way in. */
type Transport =
  { readonly http: HttpRoute; readonly socket: boolean } | { readonly http?: never; readonly socket: true };

declare const types: unique symbol;

export type Operation<Name extends string = string, Input = unknown, Output = unknown> = Declared<Name> &
  Transport & {
    /** Exists in types only: what the schema, the use case and the client are held against. */
    readonly [types]?: { readonly input: Input; readonly output: Output };
  };

/** `operation<Input, Output>()({ … })`: two calls, since the name is inferred while the shapes are given. */
export const operation =
  <Input extends object, Output extends object>() =>
  <const Name extends string>(declared: Declared<Name> & Transport): Operation<Name, Input, Output> =>
    declared;

export type InputOf<O> = O extends Operation<string, infer Input, unknown> ? Input : never;
export type OutputOf<O> = O extends Operation<string, infer _Input, infer Output> ? Output : never;

/** A typed call of an operation, whatever carries it. */
export type Call = <Name extends string, Input, Output>(
  operation: Operation<Name, Input, Output>,
  input: Input,
) => Promise<Output>;

/** Where every HTTP operation lives. */
export const apiBase = '/api/v1';
/** Seconds for which what is `public` may be kept: what is deleted is gone from every cache a day later. */
export const publicFor = 86_400;
/** Where the socket lives. */
export const socketPath = '/api/v1/socket';
