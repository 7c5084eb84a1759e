// SPDX-License-Identifier: MIT

// What the journeys use of the official packages that speak x402 version 2.
export { x402Client, x402HTTPClient } from '@x402/core/client';
export { x402Facilitator } from '@x402/core/facilitator';
export {
  decodePaymentRequiredHeader,
  decodePaymentResponseHeader,
  decodePaymentSignatureHeader,
  encodePaymentRequiredHeader,
  encodePaymentResponseHeader,
} from '@x402/core/http';
export { HTTPFacilitatorClient } from '@x402/core/server';
export { toFacilitatorEvmSigner } from '@x402/evm';
export { ExactEvmScheme as ExactEvmClient } from '@x402/evm/exact/client';
export { ExactEvmScheme as ExactEvmFacilitator } from '@x402/evm/exact/facilitator';
export { ExactEvmScheme as ExactEvmSeller } from '@x402/evm/exact/server';
export { ExactEvmSchemeV1 as ExactEvmFacilitatorV1 } from '@x402/evm/exact/v1/facilitator';
export { ExactEvmSchemeV1 as ExactEvmClientV1 } from '@x402/evm/exact/v1/client';
export { UptoEvmScheme as UptoEvmClient } from '@x402/evm/upto/client';
export { UptoEvmScheme as UptoEvmFacilitator } from '@x402/evm/upto/facilitator';
export { UptoEvmScheme as UptoEvmSeller } from '@x402/evm/upto/server';
export { paymentMiddleware, setSettlementOverrides, x402ResourceServer } from '@x402/express';
export { bazaarResourceServerExtension, declareDiscoveryExtension } from '@x402/extensions/bazaar';
export {
  createEIP712OfferReceiptIssuer,
  createJWSOfferReceiptIssuer,
  createOfferReceiptExtension,
  declareOfferReceiptExtension,
} from '@x402/extensions/offer-receipt';
export {
  PAYMENT_IDENTIFIER,
  declarePaymentIdentifierExtension,
  extractPaymentIdentifier,
  paymentIdentifierResourceServerExtension,
} from '@x402/extensions/payment-identifier';
export {
  createErc20ApprovalGasSponsoringExtension,
  declareEip2612GasSponsoringExtension,
  declareErc20ApprovalGasSponsoringExtension,
} from '@x402/extensions';
export {
  InMemorySIWxStorage,
  createSIWxResourceServerExtension,
  declareSIWxExtension,
} from '@x402/extensions/sign-in-with-x';
export { wrapFetchWithPayment } from '@x402/fetch';
