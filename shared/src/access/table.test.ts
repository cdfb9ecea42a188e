import { describe, expect, it } from 'vitest';
import { operations } from '../protocol/registry.js';
import { capabilities, can, scopeFilter, table, type Caller, type Role } from './table.js';
import type { AccountId, ConsumerId, MerchantId, ProviderId, SiteId } from '../model/ids.js';

const place = { site: 'sit_a' as SiteId, merchant: 'mer_a' as MerchantId };
const account = { account: 'acc_a' as AccountId, name: 'Ana', session: 's' };
const callers: Record<Role, Caller> = {
  visitor: { role: 'visitor', place },
  consumer: { role: 'consumer', consumer: 'con_a' as ConsumerId, place },
  agent: { role: 'agent', ...account, merchant: place.merchant },
  manager: { role: 'manager', ...account, merchant: place.merchant },
  provider: { role: 'provider', ...account, provider: 'prv_a' as ProviderId },
  admin: { role: 'admin', ...account },
};

describe('the one table', () => {
  it.each(['__proto__', 'constructor', 'toString', 'null', 'undefined', '', 'Admin', 'owner'])(
    'AUT-1 what is not in it is refused: role %j',
    (role) => {
      for (const capability of capabilities) expect(can(role, capability)).toBeNull();
    },
  );

  it.each(['__proto__', 'constructor', 'message', 'message.read.all', ''])(
    'AUT-1 what is not in it is refused: capability %j',
    (capability) => {
      for (const role of Object.keys(table)) expect(can(role, capability)).toBeNull();
    },
  );

  it('AUT-1 every capability belongs to somebody and to some operation', () => {
    for (const capability of capabilities) {
      expect(Object.keys(table).some((role) => can(role, capability) !== null)).toBe(true);
      expect(operations.some((operation) => operation.capability === capability)).toBe(true);
    }
  });

  it('AUT-4 providers and admins have no capability that reaches what was said', () => {
    const reaching = [
      'conversation.read',
      'message.send',
      'message.acknowledge',
      'typing.show',
      'inbox.read',
    ];
    for (const role of ['provider', 'admin', 'visitor']) {
      for (const capability of reaching) expect(can(role, capability)).toBeNull();
    }
  });

  it('AUT-1 each role’s scopes can be composed into a query, and its own or its merchant’s is never empty', () => {
    for (const [role, row] of Object.entries(table)) {
      for (const scope of Object.values(row)) {
        const filter = scopeFilter(callers[role as Role], scope);
        expect(filter).not.toBeNull();
        if (
          scope === 'own' ||
          scope === 'assigned' ||
          scope === 'merchant' ||
          scope === 'provider' ||
          scope === 'site'
        )
          expect(Object.keys(filter!)).not.toEqual([]);
      }
    }
  });

  it('AUT-1 a consumer is bound to their site and merchant too', () => {
    expect(scopeFilter(callers.consumer, 'own')).toEqual({
      consumer: 'con_a',
      site: 'sit_a',
      merchant: 'mer_a',
    });
    expect(scopeFilter(callers.agent, 'merchant')).toEqual({ merchant: 'mer_a' });
    expect(scopeFilter(callers.agent, 'assigned')).toEqual({ merchant: 'mer_a', agent: 'acc_a' });
    expect(scopeFilter(callers.consumer, 'assigned')).toBeNull();
    expect(scopeFilter(callers.provider, 'provider')).toEqual({ provider: 'prv_a' });
    expect(scopeFilter({ ...callers.provider, provider: null } as Caller, 'provider')).toBeNull();
    expect(scopeFilter(callers.agent, 'provider')).toBeNull();
    expect(scopeFilter(callers.admin, 'merchant')).toBeNull();
    expect(scopeFilter({ role: 'visitor', place: null }, 'site')).toBeNull();
  });
});
