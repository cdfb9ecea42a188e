/**
 * OPS-5: figures for whoever operates this, in Prometheus' text format, on an address of their own. Labels are names
 * from the registry of operations and the table of errors: nobody's id, address, name or word can be among them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyOperation } from '@parlour/shared/protocol/registry.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context.js';

/** Where to listen: host and port. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Seconds: from what nobody notices to what nobody waits for. */
const buckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export class Metrics {
  readonly #registry = new Registry();
  readonly #operations = new Counter({
    name: 'parlour_operations_total',
    help: 'Operations that were answered, by what came of them: ok, or the code of the refusal.',
    labelNames: ['operation', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly #seconds = new Histogram({
    name: 'parlour_operation_seconds',
    help: 'From the arrival of an operation to its answer.',
    labelNames: ['operation'] as const,
    buckets,
    registers: [this.#registry],
  });
  #server: Server | null = null;

  constructor(
    context: Pick<Context, 'models' | 'clock' | 'bus'>,
    private readonly sockets: () => number,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    this.#watch(context);
  }

  /** Called by the pipeline for each operation. */
  observe({ name }: AnyOperation, outcome: string, seconds: number): void {
    this.#operations.inc({ operation: name, outcome });
    this.#seconds.observe({ operation: name }, seconds);
  }

  #watch({ models, clock, bus }: Pick<Context, 'models' | 'clock' | 'bus'>): void {
    const purged = new Counter({
      name: 'parlour_purged_conversations_total',
      help: 'Conversations that this process has purged.',
      registers: [this.#registry],
    });
    bus.listen('conversation.purged', ({ conversations }) => purged.inc(conversations.length));
    this.#gauge('parlour_sockets', 'Open sockets of this process.', () => this.sockets());
    this.#gauge('parlour_conversations', 'Conversations that are stored.', () =>
      models.Conversation.estimatedDocumentCount().exec(),
    );
    this.#gauge('parlour_overdue_conversations', 'Stored a minute past their date; 0 is the promise.', () =>
      models.Conversation.countDocuments({
        held: 'no',
        expiresAt: { $lte: new Date(clock.now() - 1 * minute) },
      }).exec(),
    );
    this.#gauge('parlour_held_conversations', 'Covered by a legal hold.', () =>
      models.Conversation.countDocuments({ held: { $in: ['visible', 'hidden'] } }).exec(),
    );
    this.#gauge('parlour_mails_waiting', 'Mails that have not gone out yet.', () =>
      models.Mail.estimatedDocumentCount().exec(),
    );
  }

  /** Asked when it is read, and not before. */
  #gauge(name: string, help: string, value: () => number | Promise<number>): void {
    const registers = [this.#registry];
    const gauge: Gauge = new Gauge({ name, help, registers, collect: async () => gauge.set(await value()) });
  }

  /** Resolves with the port, once it listens. */
  async listen({ host, port }: MetricsAddress): Promise<number> {
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      void this.#registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': this.#registry.contentType }).end(text),
        () => response.writeHead(503).end(),
      );
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#registry.clear();
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
