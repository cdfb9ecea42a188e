import './portal.define.js';
import { open } from '../../ui/open.js';

open('provider-portal');
