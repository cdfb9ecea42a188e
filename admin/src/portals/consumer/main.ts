import '../../ui/later-page.define.js';
import { wearTokens } from '../../ui/styles/tokens.js';
import { texts } from './texts.js';

wearTokens();
document.body.append(Object.assign(document.createElement('parlour-later'), { texts }));
