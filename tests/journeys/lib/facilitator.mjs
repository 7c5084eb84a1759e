// SPDX-License-Identifier: MIT
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
  return new x402.x402Facilitator()
    .register(network, new x402.ExactEvmFacilitator(signer))
    .register(network, new x402.UptoEvmFacilitator(signer))
    .registerV1('base-sepolia', new x402.ExactEvmFacilitatorV1(signer));
}
