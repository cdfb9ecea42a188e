import { wearTokens } from '../../ui/styles/tokens.js';
import { sameOrigin } from './backend.js';
import './portal.define.js';

wearTokens();
document.body.append(Object.assign(document.createElement('consumer-portal'), { backend: sameOrigin() }));
