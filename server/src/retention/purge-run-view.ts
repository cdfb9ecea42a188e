import type { PurgeRunId } from '@parlour/shared/model/ids.js';
import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import type { PurgeRunDocument } from './purge-run.model.js';

export const purgeRunView = ({
  _id,
  state,
  startedAt,
  doneAt,
  due,
  purged,
  held = 0,
  by,
}: PurgeRunDocument): PurgeRunView => ({
  id: _id as PurgeRunId,
  state,
  startedAt: startedAt.getTime(),
  doneAt: doneAt?.getTime() ?? null,
  due,
  purged,
  held,
  by,
});
