import { wearTokens } from '../../ui/styles/tokens.js';
import { sameOrigin } from './backend.js';
import { askedLocale, readIn } from './read.js';
import './portal.define.js';

wearTokens();
// Where the language cannot be fetched the portal is there all the same, in English.
await readIn(askedLocale()).catch(() => undefined);
document.body.append(Object.assign(document.createElement('consumer-portal'), { backend: sameOrigin() }));
