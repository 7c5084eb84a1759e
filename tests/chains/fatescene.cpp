// SPDX-License-Identifier: MIT
#include "tests/chains/fatescene.h"

namespace tuppence {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;

namespace {

evm::Address addressOf(const char *text)
{
    return evm::Address::parse(text).value();
}

} // namespace

FateScene::FateScene()
    : registry(money::Registry::builtIn().value())
{
    reset();
}

void FateScene::reset()
{
    urls = {here};
    clock.time = start + 1900s;
    rpc = {};
    for (const QUrl &url : {here, alsoHere, there})
        server(url).chain = fakes::FakeBlocks::create(start, 2s, blockCount);
}

evm::Authorization FateScene::authorization()
{
    return {addressOf("0x036CbD53842c5426634e7929541eC2318f3dCF7e"),
            addressOf("0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"),
            addressOf("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"),
            QByteArray(32, '\x11'),
            end,
            10'000};
}

fakes::Spent FateScene::useAt(quint64 block)
{
    const auto one = authorization();
    return {
        evm::Event::Kind::Used, one, block, QByteArray(32, 't'), {{one.from, one.to, one.value}}};
}

evm::EvmChain FateScene::chain()
{
    return evm::EvmChain(
        registry, rpc, [this](const NetworkId &) { return urls; }, clock);
}

Fate FateScene::fate()
{
    auto asked = chain();
    return asked.fate({network, evm::encode(authorization())}).result();
}

QString FateScene::outcome()
{
    return nameOf(fate());
}

QString FateScene::nameOf(const Fate &fate)
{
    static const QHash<Fate::Kind, QString> names {{Fate::Kind::Unseen, u"unseen"_s},
                                                   {Fate::Kind::Landed, u"landed"_s},
                                                   {Fate::Kind::Final, u"final"_s},
                                                   {Fate::Kind::Dead, u"dead"_s},
                                                   {Fate::Kind::Unknown, u"unknown"_s}};
    return fate.reason ? QString::fromLatin1(fate.reason->code) : names.value(fate.kind);
}

void FateScene::mineEverywhere(int count)
{
    for (auto &[url, one] : rpc.servers)
        one.chain.mine(2s, count);
}

void FateScene::letItEnd()
{
    mineEverywhere(200);
    clock.time = end + 11min;
}

} // namespace tuppence
