/** Every page of the admin portal but the first. */
import '../../ui/account-page.define.js';
import '../../ui/join-page.define.js';
import '../../ui/policy-gate.define.js';
import '../../ui/request-desk.define.js';
import '../../ui/team-page.define.js';
import './access-page.define.js';
import './audit-page.define.js';
import './bounds-page.define.js';
import './disclosures-page.define.js';
import './health-page.define.js';
import './holds-page.define.js';
import './ledger-page.define.js';
import './organizations-page.define.js';
import './policies-page.define.js';
import './policy-draft.define.js';
import './purge-page.define.js';
