// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// What an owner signed by EIP-2612 for Permit2, as x402's proxies take it.
struct Eip2612Permit {
    uint256 value;
    uint256 deadline;
    bytes32 r;
    bytes32 s;
    uint8 v;
}

interface TokenWithPermit {
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}
