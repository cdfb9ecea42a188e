/**
 * The one error table. Over HTTP an error is a problem document (RFC 9457), in a socket's acknowledgement
 * `{ ok: false, error }`. A code never changes its meaning; whoever is refused learns what to do next.
 */
interface ErrorRow {
  readonly status: number;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** What happened and what to do, in plain words. */
  readonly text: string;
}

export const errors = {
  invalid_input: {
    status: 400,
    retryable: false,
    text: 'Something in the request is not of the right form. See "issues" for each field.',
  },
  not_signed_in: { status: 401, retryable: false, text: 'Sign in first.' },
  wrong_credentials: {
    status: 401,
    retryable: false,
    text: 'The e-mail address and the password do not match. Check both and try again.',
  },
  second_factor_needed: {
    status: 401,
    retryable: false,
    text: 'Enter the code that your authenticator app shows, or one of your recovery codes.',
  },
  wrong_code: {
    status: 401,
    retryable: false,
    text: 'This code is not right, or was used already. Wait for the next one and try again.',
  },
  wrong_passkey: {
    status: 401,
    retryable: false,
    text: 'This passkey opens nothing here. Try again, choose another one, or use your password.',
  },
  challenge_spent: {
    status: 410,
    retryable: false,
    text: 'This attempt with a passkey took too long, or was made already. Start it again.',
  },
  passkey_exists: {
    status: 409,
    retryable: false,
    text: 'This passkey is registered already. Choose another device or password manager.',
  },
  second_factor_required: {
    status: 403,
    retryable: false,
    text: 'Your role needs a second factor. Set one up on the page of your account first.',
  },
  step_up_needed: {
    status: 403,
    retryable: false,
    text: 'Prove again that it is you: with a passkey, with a code, or with your password where you have no second factor.',
  },
  weak_password: {
    status: 400,
    retryable: false,
    text: 'Choose another password: 15 characters or more (8 with a second factor), not a common one, and not your name or address.',
  },
  link_spent: {
    status: 410,
    retryable: false,
    text: 'This link was used already, or is too old. Ask for a new one.',
  },
  account_exists: {
    status: 409,
    retryable: false,
    text: 'There is an account for this address already. Sign in with it.',
  },
  last_of_role: {
    status: 409,
    retryable: false,
    text: 'Nobody would be left who can manage this. Give somebody else the role first.',
  },
  forbidden: { status: 403, retryable: false, text: 'This is not open to you.' },
  wrong_origin: {
    status: 403,
    retryable: false,
    text: 'This site key does not belong to this page. Check the origins of the site in the provider portal.',
  },
  cross_site: {
    status: 403,
    retryable: false,
    text: 'This can only be done from the portals themselves: the "Origin" header must be that of PUBLIC_URL.',
  },
  wrong_identity: {
    status: 401,
    retryable: false,
    text: 'The signed identity was not accepted. It takes a JWT, signed as HS256 with the merchant’s identity secret, with sub, and exp at most a day ahead.',
  },
  unknown_site: {
    status: 404,
    retryable: false,
    text: 'No merchant can be reached here with this site key. Check data-site and data-merchant.',
  },
  purpose_refused: {
    status: 403,
    retryable: false,
    text: 'The consumer has not agreed to this use of their data.',
  },
  opted_out: {
    status: 403,
    retryable: false,
    text: 'This person wants no news from you. That holds for good, whatever else they have agreed to.',
  },
  no_address: {
    status: 409,
    retryable: false,
    text: 'The consumer has left no address, or has taken it back.',
  },
  policies_not_accepted: {
    status: 403,
    retryable: false,
    text: 'The documents that bind you have changed. Load the page again, read and accept them to go on.',
  },
  not_your_policy: {
    status: 403,
    retryable: false,
    text: 'This document does not bind you, or no longer holds. Read the current ones and accept those.',
  },
  wrong_resume_code: {
    status: 401,
    retryable: false,
    text: 'This code does not open anything. Codes end with their conversation, and a new one voids the one before; make one in the chat under “Your data”.',
  },
  access_ended: {
    status: 401,
    retryable: false,
    text: 'What a resume code has opened here is closed: a newer code was made, or nothing of it is left. Enter the newer code, or begin anew.',
  },
  unknown_shop: {
    status: 404,
    retryable: false,
    text: 'No shop of this name is reached here. Write it as it stands at the top of its chat.',
  },
  request_closed: {
    status: 409,
    retryable: false,
    text: 'This request has been answered already. It stays as it is.',
  },
  notice_missing: {
    status: 409,
    retryable: false,
    text: 'This change matters to people, and its notice was not sent. Send the notice first.',
  },
  notice_too_late: {
    status: 409,
    retryable: false,
    text: 'The notice was sent less than 14 days before this takes effect. Prepare a version with a later date.',
  },
  partner_sharing_missing: {
    status: 403,
    retryable: false,
    text: 'The consumer has not agreed to sharing with partners, so nothing leaves. Only they can change that, under “Your data”.',
  },
  same_admin: {
    status: 403,
    retryable: false,
    text: 'You filed this request yourself, or you and whoever did were let in by the same admin. Another must release it; "parlour admin", at the server, lets one in or vouches for one.',
  },
  not_yet: {
    status: 409,
    retryable: false,
    text: 'Its date has not come. Carry it out from that day on.',
  },
  decided_already: {
    status: 409,
    retryable: false,
    text: 'This has been decided already. It stays as it is.',
  },
  wrong_address: {
    status: 400,
    retryable: false,
    text: 'This address cannot be used. It takes https://, port 443 or 8443, no password, and a host outside this network.',
  },
  nothing_covered: {
    status: 409,
    retryable: false,
    text: 'Nothing that this covers is stored any more. Withdraw the request and tell whoever asked.',
  },
  in_use: {
    status: 409,
    retryable: false,
    text: 'An endpoint still delivers to it. Remove the endpoint first.',
  },
  bad_origin: {
    status: 400,
    retryable: false,
    text: 'An origin is https://, a host and at most a port, such as https://www.example.com: no path and no wildcard. http:// is taken for localhost only.',
  },
  not_on_site: {
    status: 400,
    retryable: false,
    text: 'This page is not on one of the site’s origins. Only pages of the site itself can be looked at.',
  },
  bad_overlap: {
    status: 400,
    retryable: false,
    text: 'The old key can go on working for thirty days at most. Choose a date between now and then.',
  },
  placement_exists: {
    status: 409,
    retryable: false,
    text: 'This merchant is reachable on this site already, or was asked and has not answered yet.',
  },
  placement_ended: {
    status: 409,
    retryable: false,
    text: 'The merchant is no longer reachable on that site. What was said can be read until its date; nothing more can be sent.',
  },
  not_found: { status: 404, retryable: false, text: 'There is no such thing, or it is not yours to see.' },
  method_not_allowed: {
    status: 405,
    retryable: false,
    text: 'This address does not answer that method. See the "allow" header.',
  },
  name_taken: {
    status: 409,
    retryable: false,
    text: 'Another one has this name already. Choose a name of its own.',
  },
  list_full: {
    status: 409,
    retryable: false,
    text: 'There is no room for one more. Remove one that is not used first.',
  },
  conflict: {
    status: 409,
    retryable: false,
    text: 'This was already sent with different content. Send it again as a new message.',
  },
  stale_notice: {
    status: 409,
    retryable: false,
    text: 'The notice has changed since it was shown. Read the current one and decide again.',
  },
  conversation_closed: {
    status: 409,
    retryable: false,
    text: 'This conversation is closed. Start a new one.',
  },
  blocked: {
    status: 403,
    retryable: false,
    text: 'This merchant takes no new conversation from you for now. See "until" for when that ends.',
  },
  no_such_colleague: {
    status: 409,
    retryable: false,
    text: 'This person cannot take the conversation: their account is not one of your merchant’s, or is disabled.',
  },
  rating_closed: {
    status: 409,
    retryable: false,
    text: 'A conversation can be rated once it has ended, for 24 hours.',
  },
  conversation_expired: {
    status: 410,
    retryable: false,
    text: 'This conversation has reached its date and is gone. Start a new one.',
  },
  already_taken: { status: 409, retryable: false, text: 'A colleague has already taken this conversation.' },
  purge_running: {
    status: 409,
    retryable: true,
    text: 'A purge is already running. Watch its progress, or wait until it is done.',
  },
  rule_waiting: {
    status: 409,
    retryable: false,
    text: 'A change of this rule waits already. Undo it first, or wait until it applies.',
  },
  too_large: { status: 413, retryable: false, text: 'The request is larger than allowed. Make it smaller.' },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    text: 'Send JSON, with the content type application/json.',
  },
  file_type_refused: {
    status: 415,
    retryable: false,
    text: 'Only pictures (JPEG, PNG, WebP, GIF), PDF and plain text (UTF-8) can be sent. What counts is the content, not the name.',
  },
  file_unreadable: {
    status: 422,
    retryable: false,
    text: 'This picture cannot be read: it is damaged, empty, or has too many pixels. Save it anew, or smaller, and send that.',
  },
  files_full: {
    status: 409,
    retryable: false,
    text: 'This conversation holds as many files as it may. Nothing of this one was stored.',
  },
  mail_not_set_up: {
    status: 501,
    retryable: false,
    text: 'This installation cannot send mail: its operator has not set SMTP_URL. Nothing was sent.',
  },
  too_many_requests: {
    status: 429,
    retryable: true,
    text: 'Too much at once. Wait as long as "retryAfterMs" says, then try again.',
  },
  unavailable: {
    status: 503,
    retryable: true,
    text: 'The store cannot be reached at the moment. Nothing was lost; try again shortly.',
  },
  internal: {
    status: 500,
    retryable: true,
    text: 'Something went wrong on our side. Try again; if it stays, tell the operator the request id.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errors;

/** One field of the input that was refused. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** An error as it travels. `retryAfterMs` comes with `too_many_requests`, `issues` with `invalid_input`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly issues?: readonly Issue[];
  /** With `stale_notice`: the hash of the current one. */
  readonly notice?: string;
  /** With `blocked`: when that ends, in milliseconds since the epoch. */
  readonly until?: number;
}

export interface RefusalDetails {
  readonly retryAfterMs?: number;
  readonly issues?: readonly Issue[];
  readonly notice?: string;
  readonly until?: number;
}

/** Thrown wherever a request is refused; the pipeline turns it into the wire's form. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: ErrorCode,
    readonly details: RefusalDetails = {},
  ) {
    super(errors[code].text);
  }

  toWire(requestId?: string): WireError {
    const { text, retryable } = errors[this.code];
    return { code: this.code, message: text, retryable, ...(requestId && { requestId }), ...this.details };
  }
}

/** An acknowledgement over the socket. */
export type Answer<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly error: WireError };
