// SPDX-License-Identifier: MIT
export { default } from 'express';
