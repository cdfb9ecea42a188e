#!/usr/bin/env node
import '../dist/cli/parlour.js';
