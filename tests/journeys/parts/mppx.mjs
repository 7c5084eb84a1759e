// SPDX-License-Identifier: MIT

// What the journeys use of the official package that speaks the scheme "Payment".
export { Challenge, Credential, Receipt } from 'mppx';
export { Mppx as MppxClient, evm as evmClient } from 'mppx/client';
export { Expires, Mppx, evm } from 'mppx/server';
