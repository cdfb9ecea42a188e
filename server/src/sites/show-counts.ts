import { countedDays, type siteCounts } from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { suppressSmall, wholeDays } from '@parlour/shared/rules/suppress-small.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { ChatCountDocument } from './chat-count.model.js';
import { findSite } from './site-view.js';

/** Merchants beyond these are left out, those with the most chats shown first. */
const most = 200;

/** STA-2: whole days that are counted to their end, and nothing under ten. There is no filter to tell apart by. */
export const siteCountsCase =
  ({ models, clock }: Context): UseCase<typeof siteCounts> =>
  async ({ site: id }, { scope }) => {
    await findSite({ models }, id, scope);
    const mark = await models.ChatCount.findById('mark').lean();
    const days = wholeDays(Math.min(clock.now(), mark?.day.getTime() ?? Infinity), countedDays);
    const from = new Date(days[0]!);
    const [counts, placements] = await Promise.all([
      models.ChatCount.find({
        site: id,
        day: { $gte: from, $lt: new Date(days.at(-1)! + day) },
      }).lean<ChatCountDocument[]>(),
      models.Placement.find({ site: id, state: { $ne: 'ended' } }, { merchant: 1 }).lean(),
    ]);
    const ids = [...new Set([...placements, ...counts].map(({ merchant }) => merchant))];
    const merchants = await models.Merchant.find({ _id: { $in: ids } }, { slug: 1, name: 1 })
      .sort({ name: 1 })
      .lean();
    const found = new Map(counts.map((count) => [`${count.merchant}:${count.day.getTime()}`, count]));
    const table = merchants.map(({ _id }) => days.map((start) => sum(found.get(`${_id}:${start}`))));
    const { cells, rows, columns, total } = suppressSmall(table);
    return {
      days: days.map((start) => new Date(start).toISOString().slice(0, 10)),
      merchants: merchants
        .map(({ slug, name }, at) => ({ slug, name, chats: cells[at]!, total: rows[at]! }))
        .toSorted((one, other) => (other.total ?? 0) - (one.total ?? 0))
        .slice(0, most),
      perDay: columns,
      total,
    };
  };

const sum = (count: ChatCountDocument | undefined): number =>
  Object.values(count?.hours ?? {}).reduce((total, chats) => total + chats, 0);
