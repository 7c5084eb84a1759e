// SPDX-License-Identifier: MIT
#include "core/protocols/protocolregistry.h"

#include "core/protocols/paymentauth/paymentprotocol.h"
#include "core/protocols/paymentheaders/headerprotocol.h"
#include "core/protocols/referencepage/pageprotocol.h"
#include "core/protocols/tokenendpoint/tokenprotocol.h"
#include "core/protocols/transfer/transferprotocol.h"
#include "core/protocols/x402/x402protocol.h"

namespace tuppence {

std::vector<std::unique_ptr<const Protocol>> allProtocols()
{
    std::vector<std::unique_ptr<const Protocol>> protocols;
    // The only one that ties the payment to one challenge, so that the chain takes it once at most;
    // its sellers speak x402 beside it for those who cannot.
    protocols.push_back(std::make_unique<paymentauth::PaymentProtocol>());
    // Version 2 before 1: it names the network and the terms exactly, and a seller that still
    // speaks version 1 beside it does so for old clients.
    protocols.push_back(std::make_unique<x402::X402Protocol>(x402::Version::Two));
    protocols.push_back(std::make_unique<x402::X402Protocol>(x402::Version::One));
    // Behind those: a price there is an exact number of units for one request, here a decimal of
    // whole tokens for a bearer token that opens the whole site.
    protocols.push_back(std::make_unique<tokenendpoint::TokenProtocol>());
    // Last of those that sellers speak: the only ones where the money leaves before the seller says
    // whether it takes it, with a fee of ours. The page names the very token and counts its units.
    protocols.push_back(std::make_unique<referencepage::PageProtocol>());
    protocols.push_back(std::make_unique<paymentheaders::HeaderProtocol>());
    protocols.push_back(std::make_unique<transfer::TransferProtocol>());
    return protocols;
}

ProtocolRegistry::ProtocolRegistry(std::vector<std::unique_ptr<const Protocol>> protocols)
    : m_protocols(std::move(protocols))
{
}

Reading ProtocolRegistry::read(const deal::Carried &asked, const deal::Reply &reply) const
{
    Reading reading;
    for (const auto &protocol : m_protocols) {
        const auto *way = protocol->signingIn();
        const auto signIn = way && !reading.signIn ? way->asked(reply) : std::nullopt;
        if (signIn)
            reading.signIn = Reading::SignIn {way, *signIn};
        const auto challenge = protocol->read(asked, reply);
        if (!challenge)
            continue;
        if (*challenge)
            reading.challenges.append({protocol.get(), **challenge});
        else
            reading.broken.append(
                {QByteArray(protocol->id().data(), protocol->id().size()), challenge->error()});
    }
    return reading;
}

const Protocol *ProtocolRegistry::find(QByteArrayView id) const
{
    for (const auto &protocol : m_protocols) {
        if (QByteArrayView(protocol->id()) == id)
            return protocol.get();
    }
    return nullptr;
}

} // namespace tuppence
