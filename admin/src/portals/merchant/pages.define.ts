/** Every page of the merchant portal but the inbox. */
import '../../ui/account-page.define.js';
import '../../ui/join-page.define.js';
import '../../ui/placements-page.define.js';
import '../../ui/policy-gate.define.js';
import '../../ui/request-desk.define.js';
import '../../ui/team-page.define.js';
import './custody-page.define.js';
import './disclosures-page.define.js';
import './reports-page.define.js';
import './rule-page.define.js';
import './settings-page.define.js';
