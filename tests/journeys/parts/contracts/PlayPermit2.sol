// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface Erc20 {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

struct TokenPermissions {
    address token;
    uint256 amount;
}

struct PermitTransferFrom {
    TokenPermissions permitted;
    uint256 nonce;
    uint256 deadline;
}

struct SignatureTransferDetails {
    address to;
    uint256 requestedAmount;
}

/// Permit2's signature transfers for the journeys, under the names and hashes of the original.
///
/// It is placed on the test chain by its run-time code alone, so no constructor has run.
contract PlayPermit2 {
    bytes32 private constant PERMISSIONS_TYPEHASH =
        keccak256("TokenPermissions(address token,uint256 amount)");
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)"
    );
    string private constant WITNESS_STUB =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,";

    mapping(address => mapping(uint256 => uint256)) public nonceBitmap;

    event UnorderedNonceInvalidation(address indexed owner, uint256 word, uint256 mask);

    error InvalidAmount(uint256 maxAmount);
    error InvalidNonce();
    error InvalidSigner();
    error SignatureExpired(uint256 signatureDeadline);

    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Permit2"),
                block.chainid,
                address(this)
            )
        );
    }

    function permitTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes calldata signature
    ) external {
        bytes32 message = keccak256(
            abi.encode(
                PERMIT_TYPEHASH, hash(permit.permitted), msg.sender, permit.nonce, permit.deadline
            )
        );
        take(permit, details, owner, message, signature);
    }

    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes32 witness,
        string calldata witnessTypeString,
        bytes calldata signature
    ) external {
        bytes32 kind = keccak256(abi.encodePacked(WITNESS_STUB, witnessTypeString));
        bytes32 message = keccak256(
            abi.encode(
                kind, hash(permit.permitted), msg.sender, permit.nonce, permit.deadline, witness
            )
        );
        take(permit, details, owner, message, signature);
    }

    function invalidateUnorderedNonces(uint256 wordPos, uint256 mask) external {
        nonceBitmap[msg.sender][wordPos] |= mask;
        emit UnorderedNonceInvalidation(msg.sender, wordPos, mask);
    }

    function take(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes32 message,
        bytes calldata signature
    ) private {
        if (block.timestamp > permit.deadline) revert SignatureExpired(permit.deadline);
        if (details.requestedAmount > permit.permitted.amount) {
            revert InvalidAmount(permit.permitted.amount);
        }
        uint256 bit = 1 << uint8(permit.nonce);
        uint256 flipped = nonceBitmap[owner][permit.nonce >> 8] ^= bit;
        if (flipped & bit == 0) revert InvalidNonce();
        requireSigned(owner, message, signature);
        Erc20(permit.permitted.token).transferFrom(owner, details.to, details.requestedAmount);
    }

    function requireSigned(address owner, bytes32 message, bytes calldata signature) private view {
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR(), message));
        if (signature.length != 65) revert InvalidSigner();
        address signer = ecrecover(
            digest, uint8(signature[64]), bytes32(signature[0:32]), bytes32(signature[32:64])
        );
        if (signer == address(0) || signer != owner) revert InvalidSigner();
    }

    function hash(TokenPermissions calldata permitted) private pure returns (bytes32) {
        return keccak256(abi.encode(PERMISSIONS_TYPEHASH, permitted.token, permitted.amount));
    }
}
