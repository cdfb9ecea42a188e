import { readCertificate } from '@parlour/shared/protocol/audit.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import type { PurgeRunId } from '@parlour/shared/model/ids.js';

/** RET-9: the certificate of a run as a file, which `parlour verify --certificate` checks. */
export async function saveCertificate(call: Call, run: PurgeRunId): Promise<void> {
  const certificate = await call(readCertificate, { run });
  const file = new Blob([JSON.stringify(certificate, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `certificate-${run}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
