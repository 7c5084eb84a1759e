// SPDX-License-Identifier: MIT
import { tokenAddress } from './chain.mjs';
import { startFacilitator } from './facilitator.mjs';
import { startHeaderSeller } from './headerseller.mjs';
import { startMppSeller } from './mppseller.mjs';
import { startPageSeller } from './pageseller.mjs';
import { until } from './processes.mjs';
import { byPermit2, startSellerV1, startSellerV2 } from './sellers.mjs';
import { collector, startTokenSeller } from './tokenseller.mjs';

const milliEther = '1000000000000000';

/**
 * One seller of every dialect and of every way to pay it, as `[what, path, start]`: official ones
 * where there are any, the others as their specifications say.
 */
function sellersOf({ chain, facilitator, payee }) {
  const official = { facilitator, payee, maxTimeoutSeconds: 300 };
  const own = { chain, payee };
  return [
    ['x402, version 1', '/weather', () => startSellerV1(official)],
    ['x402, version 2', '/weather', () => startSellerV2(official)],
    [
      'x402, version 2, by Permit2',
      '/weather',
      () => startSellerV2({ ...official, priceOf: byPermit2 }),
    ],
    [
      'x402, version 2, metered',
      '/weather',
      () => startSellerV2({ ...official, priceOf: byPermit2, scheme: 'upto', charge: 1234 }),
    ],
    ['MPP, method evm', '/data', () => startMppSeller(own)],
    ['x402-mock', '/data', () => startTokenSeller(own)],
    [
      'x402-mock, by Permit2',
      '/data',
      () => startTokenSeller({ chain, currency: 'DAI', payee: collector.address }),
    ],
    ['ClawdNet', '/data', () => startHeaderSeller(own)],
    [
      'ClawdNet, in ether',
      '/data',
      () => startHeaderSeller({ ...own, currency: 'ETH', price: '0.001' }),
    ],
    ['X402 reference page', '/data', () => startPageSeller(own)],
    [
      'X402 reference page, in ether',
      '/data',
      () => startPageSeller({ ...own, currency: 'native', price: milliEther }),
    ],
  ];
}

/** What the wallet gave for a payment, read off the transaction that moved the money. */
async function wayOf(hash, { chain, wallet }) {
  const { from, to } = await chain.client.getTransaction({ hash });
  if (isSame(from, wallet.address)) return 'a transaction of its own';
  return isSame(to, tokenAddress) ? 'a transfer authorisation, signed' : 'a permit, signed';
}

const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

async function payOne(wallet, url) {
  const paying = wallet.launch(['pay', url, '--json']);
  const request = await wallet.nextRequest();
  await wallet.owner('approve', request.id);
  const { code, stdout, stderr } = await paying.result;
  if (code !== 0) throw new Error(`${url}: ${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/**
 * Has `wallet` pay one seller of every dialect on `chain`, the owner agreeing to each, and waits
 * until the chain has called every payment final. Gives a row for each: `what`, `dialect`, `way`,
 * `receipt` (the seller's word on the transaction, null: it says none), `transaction` and `money`
 * (the chain's word).
 */
export async function payEveryDialect({ chain, wallet, payee }) {
  const facilitator = await startFacilitator(chain);
  const rows = [];
  try {
    for (const [what, path, start] of sellersOf({ chain, facilitator, payee })) {
      const seller = await start();
      try {
        const report = await payOne(wallet, `${seller.url}${path}`);
        const { id, dialect } = report.payment;
        await Promise.all(seller.settlements ?? []);
        const receipt = report.receipt?.transaction ?? report.receipt?.reference ?? null;
        rows.push({ what, id, dialect, receipt });
      } finally {
        await seller.stop();
      }
    }
  } finally {
    await facilitator.stop();
  }
  return withFates({ chain, wallet, rows });
}

async function withFates({ chain, wallet, rows }) {
  await chain.finalize();
  const payments = await until(
    async () => {
      const known = await wallet.history();
      return known.every(({ money }) => money === 'settled') && known;
    },
    { what: 'the chain has settled every payment' },
  );
  return Promise.all(
    rows.map(async (row) => {
      const { transaction, money } = payments.find(({ id }) => id === row.id);
      return { ...row, transaction, money, way: await wayOf(transaction, { chain, wallet }) };
    }),
  );
}
