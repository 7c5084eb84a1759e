// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import * as x402 from '../parts/x402v2.mjs';
import { readBody, sendJson, serve } from './servers.mjs';

/**
 * Serves the official facilitator for both versions; it verifies and settles on `chain`, paying
 * the gas from the chain client's account.
 *
 * A test may set `settling` to an async function: it runs before each settlement, and what it
 * throws is what the seller gets to hear instead of one.
 */
export async function startFacilitator(chain) {
  const facilitator = createFacilitator(chain);
  const server = await serve(async (request, response) => {
    try {
      if (request.url === '/supported') return sendJson(response, 200, facilitator.getSupported());
      const { paymentPayload, paymentRequirements } = JSON.parse(await readBody(request));
      if (request.url === '/settle') await server.settling?.(paymentPayload);
      const answer =
        request.url === '/settle'
          ? await facilitator.settle(paymentPayload, paymentRequirements)
          : await facilitator.verify(paymentPayload, paymentRequirements);
      sendJson(response, 200, answer);
    } catch (error) {
      sendJson(response, 500, { error: error.message });
    }
  });
  return server;
}

function createFacilitator({ client, network }) {
  const signer = x402.toFacilitatorEvmSigner({
    address: client.account.address,
    readContract: (call) => client.readContract({ ...call, args: call.args ?? [] }),
    verifyTypedData: (data) => client.verifyTypedData(data),
    writeContract: (call) => client.writeContract({ ...call, args: call.args ?? [] }),
    sendTransaction: (transaction) => client.sendTransaction(transaction),
    waitForTransactionReceipt: (wanted) => client.waitForTransactionReceipt(wanted),
    getCode: (place) => client.getCode(place),
  });
  const sponsor = x402.createErc20ApprovalGasSponsoringExtension({
    ...signer,
    sendTransactions: (bundle) => bringApproval(client, bundle),
  });
  return new x402.x402Facilitator()
    .registerExtension(sponsor)
    .register(network, new x402.ExactEvmFacilitator(signer))
    .register(network, new x402.UptoEvmFacilitator(signer))
    .registerV1('base-sepolia', new x402.ExactEvmFacilitatorV1(signer));
}

/** Gives whoever signed an approval the coins for its fee, sends it, and then settles. */
async function bringApproval(client, [approval, settlement]) {
  const { gas, gasPrice, maxFeePerGas } = viem.parseTransaction(approval);
  const to = await viem.recoverTransactionAddress({ serializedTransaction: approval });
  const hashes = [];
  const included = async (hash) => {
    hashes.push(hash);
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== 'success') throw new Error('erc20_approval_tx_failed');
  };
  await included(await client.sendTransaction({ to, value: gas * (maxFeePerGas ?? gasPrice) }));
  await included(await client.sendRawTransaction({ serializedTransaction: approval }));
  await included(await client.sendTransaction(settlement));
  return hashes.slice(1);
}
