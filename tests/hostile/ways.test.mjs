// SPDX-License-Identifier: MIT
import { playAll } from './lib/play.mjs';
import { casesOf } from './manifest.mjs';

playAll(casesOf('ways'), { withCoins: true });
