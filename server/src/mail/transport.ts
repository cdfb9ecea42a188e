/** The one place that speaks SMTP. */
import { createTransport } from 'nodemailer';
import type { Letter } from './envelope.js';

export interface Transport {
  deliver(id: string, letter: Letter): Promise<void>;
  close(): void;
}

/** A refusal for good (5xx): trying again would only annoy. */
export const isFinal = (error: unknown): boolean => {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string };
  // A wrong password of ours is the operator's to put right: those who wait for their mail have done nothing.
  return responseCode >= 500 && responseCode < 600 && code !== 'EAUTH';
};

export function smtpTransport(smtp: URL, from: string): Transport {
  const mails = createTransport({
    url: smtp.href,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A mail is text that we wrote: it reads no file and no address.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never);
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '');
  return {
    async deliver(id, { to, subject, text, headers = {} }) {
      await mails.sendMail({
        messageId: `<${id}@${domain}>`,
        from,
        // As an object it is one address, whatever stands in it.
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      });
    },
    close: () => mails.close(),
  };
}
