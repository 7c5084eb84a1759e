// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {
    PermitTransferFrom, PlayPermit2, SignatureTransferDetails
} from "./PlayPermit2.sol";
import { Eip2612Permit, TokenWithPermit } from "./TokenWithPermit.sol";

/// Pays what a permit allows to the payee that it binds, exactly: x402's proxy of scheme "exact".
contract PlayExactProxy {
    PlayPermit2 public constant PERMIT2 = PlayPermit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);
    string public constant WITNESS_TYPE_STRING =
        "Witness witness)TokenPermissions(address token,uint256 amount)Witness(address to,uint256 validAfter)";
    bytes32 public constant WITNESS_TYPEHASH = keccak256("Witness(address to,uint256 validAfter)");

    struct Witness {
        address to;
        uint256 validAfter;
    }

    event Settled();
    event SettledWithPermit();

    error Permit2612AmountMismatch();
    error InvalidDestination();
    error PaymentTooEarly();

    function settle(
        PermitTransferFrom calldata permit,
        address owner,
        Witness calldata witness,
        bytes calldata signature
    ) external {
        pay(permit, owner, witness, signature);
        emit Settled();
    }

    /// Brings what the owner signed for the token first. A permit that somebody has brought already
    /// is no reason to stop: the allowance decides.
    function settleWithPermit(
        Eip2612Permit calldata permit2612,
        PermitTransferFrom calldata permit,
        address owner,
        Witness calldata witness,
        bytes calldata signature
    ) external {
        if (permit2612.value != permit.permitted.amount) revert Permit2612AmountMismatch();
        TokenWithPermit token = TokenWithPermit(permit.permitted.token);
        try token.permit(
            owner,
            address(PERMIT2),
            permit2612.value,
            permit2612.deadline,
            permit2612.v,
            permit2612.r,
            permit2612.s
        ) {} catch {}
        pay(permit, owner, witness, signature);
        emit SettledWithPermit();
    }

    function pay(
        PermitTransferFrom calldata permit,
        address owner,
        Witness calldata witness,
        bytes calldata signature
    ) private {
        if (witness.to == address(0)) revert InvalidDestination();
        if (block.timestamp < witness.validAfter) revert PaymentTooEarly();
        PERMIT2.permitWitnessTransferFrom(
            permit,
            SignatureTransferDetails(witness.to, permit.permitted.amount),
            owner,
            keccak256(abi.encode(WITNESS_TYPEHASH, witness.to, witness.validAfter)),
            WITNESS_TYPE_STRING,
            signature
        );
    }
}
