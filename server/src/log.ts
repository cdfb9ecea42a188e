/**
 * OPS-5: the structured log, one JSON object a line. What somebody wrote, a token, an address or a mail address must
 * not get there by an error that carries it: errors are cut to their kind, their words and where they came from.
 */
import { pino, type DestinationStream, type Logger } from 'pino';

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** MongoDB quotes the value that was there already; a validation quotes what was given. */
const quoted = /(dup key: )\{.*\}|(Cast to \w+ failed for value ).*?( \(type| at path)/gs;

const scrub = (text: string): string =>
  text.replace(quoted, (_all, key?: string, cast?: string, rest?: string) =>
    key ? `${key}{…}` : `${cast ?? ''}…${rest ?? ''}`,
  );

export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: scrub(error.message),
    ...(code !== undefined && { code }),
    ...(error.stack && { stack: scrub(error.stack) }),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  };
}

/** @param to where lines go; standard output, if it is left out */
export const createLog = (level: string, to?: DestinationStream): Logger => {
  const options = { level, serializers: { err: loggedError } };
  return to ? pino(options, to) : pino(options);
};
