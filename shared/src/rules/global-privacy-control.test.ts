import { describe, expect, it } from 'vitest';
import { gpcRefusals, seesGpc } from './global-privacy-control.js';

describe('Global Privacy Control', () => {
  it('CON-6 counts when it is exactly 1, in any of several headers', () => {
    expect(seesGpc(['Host', 'x', 'Sec-GPC', '1'])).toBe(true);
    expect(seesGpc(['sec-gpc', '0', 'SEC-GPC', '1'])).toBe(true);
    expect(seesGpc(['Sec-GPC', '0, 1'])).toBe(true);
    for (const value of ['0', '', '11', 'true', '01', '1;'])
      expect(seesGpc(['Sec-GPC', value]), value).toBe(false);
    expect(seesGpc(['X', 'Sec-GPC', 'Y', '1'])).toBe(false);
  });

  it('CON-6 refuses three purposes, wins over an earlier yes, and leaves a later explicit one', () => {
    expect(gpcRefusals([])).toEqual(['analytics', 'marketing', 'partner_sharing']);
    const given = { purpose: 'marketing', state: 'given' } as const;
    expect(gpcRefusals([given])).toContain('marketing');
    expect(gpcRefusals([given, { purpose: 'marketing', state: 'refused', gpc: true }])).not.toContain(
      'marketing',
    );
    expect(gpcRefusals([{ ...given, gpc: true }])).not.toContain('marketing');
  });
});
