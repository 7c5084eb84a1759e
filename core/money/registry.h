// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/money/asset.h"
#include "core/money/channellist.h"
#include "core/money/network.h"

#include <memory>

namespace tuppence::money {

/// The networks and tokens that the wallet knows: those that the program carries with it, and after
/// them those that the owner added. Any thread may use it. What network() and asset() point to
/// lives as long as the registry and never changes, even where it is taken away meanwhile.
class Registry
{
public:
    /// What the program carries with it: resources/networks.json and resources/assets.json.
    /// Fails like parse(); then the program was put together wrongly.
    [[nodiscard]] static Result<Registry> builtIn();
    /// Reads both texts. Letter case of token addresses is kept as it stands: EIP-55.
    ///
    /// Malformed "money.registry" {entry, member}: not such a text, a member that is missing,
    /// unknown or wrong, an entry that stands there twice, or a token of an unknown network.
    /// Malformed or OutOfRange "json.…": not JSON.
    [[nodiscard]] static Result<Registry> parse(QByteArrayView networksJson,
                                                QByteArrayView assetsJson);
    Registry(Registry &&other) noexcept;
    Registry &operator=(Registry &&other) noexcept;
    Registry(const Registry &) = delete;
    Registry &operator=(const Registry &) = delete;
    ~Registry();

    /// In the order of the file, then in the order in which they were added: as they are shown.
    [[nodiscard]] QList<Network> networks() const;
    [[nodiscard]] QList<Asset> assets() const;

    /// Nothing: not known.
    [[nodiscard]] const Network *network(const NetworkId &id) const;
    [[nodiscard]] const Asset *asset(const AssetId &id) const;

    /// In the same order; the first is what "$0.10" means on that network.
    [[nodiscard]] QList<Asset> assetsOf(const NetworkId &id) const;
    /// The network's own token of that symbol ("USDC"), whatever a seller calls by that name.
    [[nodiscard]] const Asset *ownedBySymbol(const NetworkId &id, const QString &symbol) const;

    /// Whether the owner may. Fails like mayJoin() and mayLeave() of admission.h.
    [[nodiscard]] Result<Done> mayAdd(const Network &network) const;
    [[nodiscard]] Result<Done> mayAdd(const Asset &asset) const;
    [[nodiscard]] Result<Done> mayRemove(const NetworkId &id) const;
    [[nodiscard]] Result<Done> mayRemove(const AssetId &id) const;
    /// Adds it as one of the owner's. Fails like mayAdd().
    [[nodiscard]] Result<Done> addOwn(Network network);
    [[nodiscard]] Result<Done> addOwn(Asset asset);
    /// From now on it is not known. Fails like mayRemove().
    [[nodiscard]] Result<Done> removeOwn(const NetworkId &id);
    [[nodiscard]] Result<Done> removeOwn(const AssetId &id);

    /// The owner's payment channels, all of assets that are listed here.
    [[nodiscard]] const ChannelList &channels() const;
    [[nodiscard]] ChannelList &channels();

    /// "0.01 USDC"; for an asset that is not known "10000 units of 0x036C…CF7e".
    [[nodiscard]] QString display(const AssetAmount &amount) const;
    /// Places in which whole tokens and dollars are counted together.
    static constexpr int places = 18;
    /// In units of 10^-18 of a whole one, rounded up. Nothing: the asset is not known, or it is
    /// above 2^256 - 1.
    [[nodiscard]] std::optional<Uint256> whole(const AssetAmount &amount) const;
    /// What it is worth in 10^-18 dollars, rounded up, so that a limit is never passed by rounding.
    /// Nothing: its worth is not known, or above 2^256 - 1.
    [[nodiscard]] std::optional<Uint256> usd(const AssetAmount &amount) const;

private:
    class Shelves;

    Registry();

    std::unique_ptr<Shelves> m_shelves; ///< empty in a registry that was moved from
};

} // namespace tuppence::money
