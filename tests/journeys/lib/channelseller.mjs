// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import { channelsAddress } from './chain.mjs';
import { sendJson, serve } from './servers.mjs';

export const goods = { note: 'what the voucher opens' };

const decimals = { USDC: 6, ETH: 18 };
const types = {
  Voucher: [
    { name: 'channelId', type: 'bytes32' },
    { name: 'amount', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
  ],
};

/**
 * Serves a seller that takes vouchers over the payment channel `channel`, which `payer` opened. It
 * keeps the highest one, in `best`, and serves for each that is good for the price more than that.
 *
 * - `price`, `currency`, `network` are its terms; `payee` is an address that it names too;
 * - `deposit` is what it sees in the channel, in units;
 * - `cost` is what it says that the work cost (X-Cost-Actual).
 *
 * A test may set `verdict`, `[status, text]`, which it then answers to every voucher that is good,
 * and keeps it; 402 is the challenge once more. `vouchers` are those that were good, in order.
 */
export async function startChannelSeller({ chain, channel, payer, deposit, ...options }) {
  const terms = { price: '0.01', currency: 'USDC', network: 'base-sepolia', ...options };
  const seller = await serve(async (request, response) => {
    const voucher = voucherIn(request.headers);
    if (!voucher) return sendChallenge({ channel, terms }, response, 'Payment required');
    const [status, text] = await judge({ chain, channel, payer, deposit, seller }, voucher);
    if (status === 402) return sendChallenge({ channel, terms }, response, text);
    if (status !== 200) return sendJson(response, status, { error: 'Refused', message: text });
    sendJson(response, 200, goods, terms.cost ? { 'x-cost-actual': terms.cost } : {});
  });
  return Object.assign(seller, { terms, vouchers: [], best: undefined });
}

/** The voucher that a request brings, in units; undefined: none. */
function voucherIn(headers) {
  if (!headers['x-payment-signature']) return undefined;
  return {
    channel: headers['x-payment-channel'],
    amount: headers['x-payment-amount'],
    network: headers['x-payment-network'],
    signature: headers['x-payment-signature'],
  };
}

async function judge({ chain, channel, payer, deposit, seller }, voucher) {
  const { price, currency, network } = seller.terms;
  if (voucher.channel !== channel) return [422, 'Another channel'];
  if (voucher.network !== network) return [422, 'Another network'];
  const amount = viem.parseUnits(voucher.amount, decimals[currency]);
  const isSigned = await viem.verifyTypedData({
    address: payer,
    domain: {
      name: 'x402 Payment Channel',
      version: '1',
      chainId: chain.client.chain.id,
      verifyingContract: channelsAddress,
    },
    types,
    primaryType: 'Voucher',
    message: { channelId: channel, amount, nonce: 0n },
    signature: voucher.signature,
  });
  if (!isSigned) return [422, 'The signature is not the payer\'s'];
  if (amount > BigInt(deposit)) return [422, 'Above the deposit'];
  const before = seller.best?.amount ?? 0n;
  if (amount < before + viem.parseUnits(price, decimals[currency]))
    return [402, `The voucher is good for ${amount}, ${before} was before it`];
  seller.best = { channel, amount, signature: voucher.signature };
  seller.vouchers.push(amount);
  return seller.verdict ?? [200];
}

function sendChallenge({ channel, terms }, response, error) {
  sendJson(
    response,
    402,
    { error },
    {
      'x-payment-channel': channel,
      'x-payment-network': terms.network,
      'x-payment-currency': terms.currency,
      'x-payment-amount': terms.price,
      ...(terms.payee ? { 'x-payment-address': terms.payee } : {}),
    },
  );
}
