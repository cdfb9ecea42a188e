/**
 * Everything wired, nothing started: `main.ts` starts it, and so do the tests.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { usualFileLimit } from '@parlour/shared/protocol/limits.js';
import { usualSilence } from '@parlour/shared/rules/silence.js';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { AccountSecrets } from './accounts/account-secrets.js';
import { Sessions } from './accounts/sessions.js';
import { Assignment } from './assignment/assignment.js';
import { Audit } from './audit/audit.js';
import { Heads } from './audit/heads.js';
import type { Clock } from './clock.js';
import { EventStream } from './cluster/event-stream.js';
import { forgetEverywhere } from './cluster/forget-everywhere.js';
import type { Config } from './config.js';
import type { Context } from './context.js';
import { InboxTails } from './conversations/inbox-tails.js';
import { MessageWriter } from './conversations/message-writer.js';
import { watchBlocks } from './blocking/block-consumer.js';
import { watchSnoozed } from './conversations/snooze-conversation.js';
import { Standing } from './conversations/standing.js';
import { watchSilence } from './conversations/watch-silence.js';
import { Gate } from './disclosures/gate.js';
import { watchMerchants } from './disclosures/tell-merchants.js';
import { FanOut } from './edge/fan-out.js';
import type { AssetFolders } from './edge/assets.js';
import { createHttp } from './edge/http.js';
import { migrate } from './database/migrations/migrate.js';
import { Metrics } from './edge/metrics.js';
import { Pipeline } from './edge/pipeline.js';
import { createSockets, type ParlourServer } from './edge/socket.js';
import { QueuePlaces } from './edge/queue-places.js';
import { SocketWatch } from './edge/socket-watch.js';
import { Throttle } from './edge/throttle.js';
import { createBus } from './events.js';
import { Appearances } from './appearance/appearances.js';
import { asConsumersSee } from './appearance/unnamed.js';
import { Hours } from './hours/hours.js';
import { watchAnswers } from './offline/mail-answers.js';
import { PreChat } from './pre-chat/pre-chat.js';
import { Addresses } from './contact/addresses.js';
import { watchConfirmations } from './contact/confirmation.js';
import { Suppressions } from './contact/suppressions.js';
import { Identities } from './identity/identities.js';
import { Jobs, thisNode } from './jobs/jobs.js';
import { Mailer } from './mail/mailer.js';
import { smtpTransport } from './mail/transport.js';
import { Masking } from './masking/masking.js';
import { createModels, prepareModels } from './models.js';
import { Pictures } from './pictures/pictures.js';
import { Policies } from './policies/policies.js';
import { seedPolicies } from './policies/seed-policies.js';
import { ViewNotes } from './requests/note-view.js';
import { watchCodes } from './requests/resume-chat.js';
import { watchRequests } from './requests/watch-requests.js';
import { watchUploads } from './retention/clear-uploads.js';
import { watchRuns } from './retention/thin-runs.js';
import { watchKeys } from './retention/sweep-keys.js';
import { watchObliged } from './retention/purge-obliged.js';
import { watchOldRequests } from './retention/purge-requests.js';
import { AgentsOnline } from './presence/agents-online.js';
import { makeGood } from './retention/make-good.js';
import { watchPromises } from './retention/promises.js';
import { Journal } from './retention/journal.js';
import { Purger } from './retention/purger.js';
import { SearchIndex } from './search/search-index.js';
import { SearchKeys } from './search/search-keys.js';
import { watchDayCounts } from './reports/count-days.js';
import { watchChatCounts } from './sites/count-chats.js';
import { Directory } from './sites/directory.js';
import { LoaderFiles } from './sites/loader-files.js';
import { PublishedFiles } from './sites/published-files.js';
import { createUseCases, type UseCases } from './use-cases.js';
import type { Secrets } from './vault/secrets.js';
import { PageCounts } from './statistics/count-pages.js';
import { Signer } from './vault/signer.js';
import { SealedToken } from './vault/sealed-token.js';
import { Vault } from './vault/vault.js';
import type { Resolve } from './webhooks/post.js';
import { Webhooks } from './webhooks/webhooks.js';

export interface AppParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: Secrets;
  /** Where signed heads of the audit chain are kept, outside the database (AUD-2). */
  readonly dataDir: string;
  readonly config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'smtpUrl' | 'mailFrom'> &
    Partial<
      Pick<
        Config,
        | 'production'
        | 'demoOrigin'
        | 'redisUrl'
        | 'silence'
        | 'securityContact'
        | 'webhookAllowInside'
        | 'fileLimit'
        | 'metrics'
      >
    >;
  readonly folders?: AssetFolders;
  /** Other limits than the usual ones. */
  readonly throttle?: Throttle;
  /** Puts something around the use cases: for tests of what surrounds them. */
  readonly aroundUseCases?: (real: UseCases) => UseCases;
  /** How the names of webhooks become addresses, where a test stands in for the network. */
  readonly resolve?: Resolve;
}

export interface App {
  readonly context: Context;
  readonly http: HttpServer;
  readonly io: ParlourServer;
  /** Collections and indexes, before anything is served. */
  prepare(): Promise<void>;
  /** Listens, and begins to sweep; resolves with the address that people use, and the port for metrics if there is one. */
  listen(port: number, host: string): Promise<{ url: string; port: number; metrics: number | null }>;
  /** OPS-4: takes nothing new, lets clients move on, completes the purge step under way. */
  close(): Promise<void>;
}

const workspace = (folder: string): string => fileURLToPath(new URL(`../../${folder}`, import.meta.url));

const builtFolders: AssetFolders = {
  widget: workspace(path.join('widget', 'dist', 'assets')),
  portals: workspace(path.join('admin', 'dist', 'site')),
};

/** The part that the command line needs too: use cases and what they work with, without any edge. */
export function createContext(
  { connection, clock, log, secrets, dataDir, config, resolve, folders = builtFolders }: AppParts,
  presence: Context['presenceOf'],
  publicOrigin: Context['publicOrigin'],
): Context {
  const models = createModels(connection);
  const bus = createBus(log);
  const vault = new Vault(secrets.masterKey, secrets.secretKey, models.ConversationKey, clock);
  const writer = new MessageWriter(models);
  // Several servers can live in one process, as in the tests.
  const node = `${thisNode}:${randomUUID()}`;
  const { masterKey } = secrets;
  const transport = config.smtpUrl && config.mailFrom ? smtpTransport(config.smtpUrl, config.mailFrom) : null;
  const signer = new Signer(secrets.secretKey);
  const heads = new Heads(path.join(dataDir, 'audit'), signer);
  const journal = new Journal(path.join(dataDir, 'audit'), models);
  const audit = new Audit({ models, clock, vault, heads });
  const searchKeys = new SearchKeys(masterKey, models);
  const directory = new Directory(models, clock);
  const gate = new Gate({ models, clock, vault, audit, journal });
  const purger = new Purger({ models, clock, log, bus, vault, writer, journal, signer, audit });
  const agents = new AgentsOnline({ models, bus, log, node });
  return {
    models,
    clock,
    log,
    bus,
    vault,
    signer,
    heads,
    journal,
    audit,
    writer,
    standing: new Standing({ models, bus, log, purger }),
    tails: new InboxTails({ models, bus }),
    sessions: new Sessions({ models, clock, bus }, (account) => directory.stands(account)),
    accountSecrets: new AccountSecrets(masterKey),
    directory,
    loader: new LoaderFiles(folders.widget),
    published: new PublishedFiles(folders.widget, { models, clock, signer }),
    allowInside: (url) => !config.production && url.origin === config.demoOrigin,
    policies: new Policies({ models, clock }),
    jobs: new Jobs({ models, clock, log }),
    mailer: new Mailer({ models, clock, log, vault, masterKey, transport }),
    searchKeys,
    searchIndex: new SearchIndex({ models, clock, log, vault, bus, writer, journal, searchKeys }),
    publicOrigin,
    masking: new Masking({ models, clock }),
    gate,
    webhooks: new Webhooks({
      models,
      clock,
      log,
      bus,
      vault,
      directory,
      gate,
      masterKey,
      post: { allowInside: config.webhookAllowInside ?? false, ...(resolve && { resolve }) },
    }),
    fileLimit: config.fileLimit ?? usualFileLimit,
    pages: new PageCounts({ models, clock, log }),
    identities: new Identities({ models, clock, masterKey }),
    hours: new Hours({ models, clock }),
    preChat: new PreChat({ models, clock }),
    appearances: new Appearances({ models, clock }),
    pictures: new Pictures({ models, clock, bus }),
    addresses: new Addresses(secrets.masterKey),
    confirmations: new SealedToken(secrets.secretKey, 'confirmation'),
    suppressions: new Suppressions({ models, clock, secretKey: secrets.secretKey }),
    views: new ViewNotes({ models, clock }),
    purger,
    agents,
    assignment: new Assignment({ models, clock, log, bus, agents, node }),
    node,
    presenceOf: presence,
  };
}

export function createApp(parts: AppParts): App {
  const { log, config, folders = builtFolders, aroundUseCases = (real) => real } = parts;
  let publicOrigin = config.publicUrl?.origin ?? '';
  const context = createContext(
    parts,
    (merchant) => context.agents.presenceOf(merchant),
    () => publicOrigin,
  );
  context.mailer.watch(context.jobs);
  watchSilence(context, config.silence ?? usualSilence);
  watchAnswers(context);
  watchSnoozed(context);
  watchBlocks(context);
  context.webhooks.watch(context.jobs);
  watchRequests(context);
  watchCodes(context);
  watchOldRequests(context);
  watchConfirmations(context);
  watchObliged(context);
  watchKeys(context);
  watchRuns(context);
  watchUploads(context);
  watchPromises(context);
  watchMerchants(context);
  watchChatCounts(context);
  context.published.watch(context.jobs);
  watchDayCounts(context);
  context.searchIndex.watch(context);
  const pipeline = new Pipeline({
    models: context.models,
    clock: context.clock,
    policies: context.policies,
    log,
    throttle: parts.throttle ?? new Throttle(),
    audit: context.audit,
    useCases: aroundUseCases(createUseCases(context)),
    asConsumersSee: (merchant, output) => asConsumersSee(context.appearances, merchant, output),
    observe: (operation, outcome, seconds) => metrics.observe(operation, outcome, seconds),
  });
  const edge = { context, pipeline, publicOrigin: () => publicOrigin, trustedProxies: config.trustedProxies };
  const contact = (): string | null => config.mailFrom;
  const callback = createHttp({
    ...edge,
    folders,
    contact,
    securityContact: config.securityContact ?? null,
  }).callback();
  const http = createServer((request, response) => void callback(request, response));
  const io = createSockets(http, edge);
  const metrics = new Metrics(context, () => io.engine.clientsCount);
  forgetEverywhere(context);
  const fanOut = new FanOut(io, context);
  const watch = new SocketWatch(io, context);
  const places = new QueuePlaces(io, context);
  const events = config.redisUrl
    ? new EventStream({
        url: config.redisUrl,
        secretKey: parts.secrets.secretKey,
        bus: context.bus,
        log,
        node: context.node,
        onRestored: () => void fanOut.tellHeads(),
      })
    : null;

  return {
    context,
    http,
    io,
    prepare: async () => {
      await prepareModels(context.models);
      await migrate(context);
      await makeGood(context);
      await seedPolicies(context);
    },
    async listen(port, host) {
      await events?.start();
      await context.agents.start();
      context.assignment.start();
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, resolve);
      });
      const { port: bound } = http.address() as AddressInfo;
      publicOrigin ||= `http://localhost:${bound}`;
      const read = config.metrics ? await metrics.listen(config.metrics) : null;
      context.purger.start();
      context.jobs.start();
      return { url: publicOrigin, port: bound, metrics: read };
    },
    async close() {
      fanOut.stop();
      watch.stop();
      places.stop();
      await metrics.close();
      const closed = io.close();
      http.closeAllConnections();
      await Promise.all([closed, context.purger.stop(), context.jobs.stop()]);
      await context.assignment.stop();
      await context.agents.stop();
      await context.searchIndex.settle();
      await context.webhooks.settle();
      await events?.stop();
      await context.pages.flush();
      await context.audit.settle();
      await context.mailer.stop();
    },
  };
}
