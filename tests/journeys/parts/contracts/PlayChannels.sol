// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface PlayedToken {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// Payment channels for the journeys, one way and cumulative: whoever opens one puts a deposit in,
/// and a voucher that they signed lets the payee have all that it is good for and was not claimed
/// before. Channels hold a token, or ether where the token is zero.
///
/// It is placed on the test chain by its run-time code alone, so no constructor has run.
contract PlayChannels {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("Voucher(bytes32 channelId,uint256 amount,uint256 nonce)");

    struct Channel {
        address payer;
        address payee;
        address token;
        uint256 deposit;
        uint256 claimed;
    }

    mapping(bytes32 => Channel) public channels;

    function open(bytes32 id, address payee, address token, uint256 deposit) external payable {
        require(channels[id].payer == address(0), "taken");
        channels[id] = Channel(msg.sender, payee, token, deposit, 0);
        if (token == address(0)) {
            require(msg.value == deposit, "deposit");
        } else {
            require(PlayedToken(token).transferFrom(msg.sender, address(this), deposit), "deposit");
        }
    }

    function claim(bytes32 id, uint256 amount, bytes calldata signature) external {
        Channel storage channel = channels[id];
        require(amount <= channel.deposit, "above the deposit");
        require(amount > channel.claimed, "claimed");
        require(signerOf(id, amount, signature) == channel.payer, "signature");
        uint256 step = amount - channel.claimed;
        channel.claimed = amount;
        if (channel.token == address(0)) {
            (bool sent,) = channel.payee.call{value: step}("");
            require(sent, "not sent");
        } else {
            require(PlayedToken(channel.token).transfer(channel.payee, step), "not sent");
        }
    }

    function signerOf(bytes32 id, uint256 amount, bytes calldata signature)
        private
        view
        returns (address)
    {
        require(signature.length == 65, "length");
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256("x402 Payment Channel"),
                keccak256("1"),
                block.chainid,
                address(this)
            )
        );
        bytes32 voucher = keccak256(abi.encode(VOUCHER_TYPEHASH, id, amount, uint256(0)));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domain, voucher));
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        return ecrecover(digest, uint8(signature[64]), r, s);
    }
}
