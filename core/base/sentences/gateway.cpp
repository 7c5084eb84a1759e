// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> gateway()
{
    static constexpr Sentence table[] = {
        {"send.unknown_asset",
         QT_TRANSLATE_NOOP(
             "errors",
             "No network that is enabled has %asset. tuppence-cli networks and tokens "
             "say what there is.")},
        {"send.which_network",
         QT_TRANSLATE_NOOP("errors",
                           "More than one network has %asset: %networks. Say which, with "
                           "--network.")},
        {"send.nothing", QT_TRANSLATE_NOOP("errors", "The amount is zero. Nothing was sent.")},
        {"send.to_nobody",
         QT_TRANSLATE_NOOP("errors",
                           "The address zero belongs to nobody: what is sent there is lost. "
                           "Nothing was sent.")},
        {"send.to_token",
         QT_TRANSLATE_NOOP("errors",
                           "That address is the token's own contract: what is sent there is lost. "
                           "Nothing was sent.")},
        // Folders and keys
        {"gateway.no_home",
         QT_TRANSLATE_NOOP("errors",
                           "There is no folder for the wallet: TUPPENCE_HOME (or HOME) must name "
                           "one, beginning with /. It says \"%value\".")},
        {"gateway.folder", QT_TRANSLATE_NOOP("errors", "%folder cannot be used: %reason.")},
        {"gateway.folder_not_ours",
         QT_TRANSLATE_NOOP("errors",
                           "%folder belongs to another user, so the wallet does not use it.")},
        {"gateway.key_name",
         QT_TRANSLATE_NOOP("errors",
                           "\"%name\" cannot be a name: use 1 to 64 letters, digits, dots, dashes "
                           "and underscores, beginning with a letter or a digit.")},
        {"gateway.key_damaged",
         QT_TRANSLATE_NOOP(
             "errors", "%file is damaged. Delete it, and pair this name again if it was paired.")},
        {"gateway.key_readable",
         QT_TRANSLATE_NOOP("errors",
                           "%file is not used, because others can read it. Delete it, and pair "
                           "this name again if it was paired.")},
        {"gateway.key", QT_TRANSLATE_NOOP("errors", "%file cannot be read or written: %reason.")},
        // Between the programs
        {"gateway.message", QT_TRANSLATE_NOOP("errors", "That is no message of this protocol.")},
        {"gateway.too_late", QT_TRANSLATE_NOOP("errors", "The program did not say hello in time.")},
        {"gateway.out_of_turn", QT_TRANSLATE_NOOP("errors", "That message does not belong here.")},
        {"gateway.version",
         QT_TRANSLATE_NOOP(
             "errors",
             "The two programs speak different versions of the protocol (%theirs and %ours). "
             "Install the same version of both, and end the older tuppenced.")},
        {"gateway.signature",
         QT_TRANSLATE_NOOP("errors", "The program could not prove that it has its key.")},
        {"gateway.revoked",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's owner has revoked this program. It can connect again, as "
                           "an unpaired program.")},
        {"gateway.id_used",
         QT_TRANSLATE_NOOP("errors",
                           "The number of a request must be larger than those before it.")},
        {"gateway.too_many_requests",
         QT_TRANSLATE_NOOP(
             "errors",
             "%most requests of this program wait already. Try again when one of them has ended.")},
        {"gateway.too_many_connections",
         QT_TRANSLATE_NOOP(
             "errors",
             "%most programs are connected already. Try again when one of them has ended.")},
        {"gateway.unknown_method", QT_TRANSLATE_NOOP("errors", "There is no \"%method\" here.")},
        {"gateway.export_not_allowed",
         QT_TRANSLATE_NOOP("errors",
                           "The history goes out only after the owner's passphrase was given on "
                           "this connection.")},
        {"gateway.params",
         QT_TRANSLATE_NOOP("errors", "\"%name\" is missing, too long, or not what it must be.")},
        {"gateway.secrets",
         QT_TRANSLATE_NOOP("errors", "These secrets must follow, in this order: %expected.")},
        {"gateway.needless_body", QT_TRANSLATE_NOOP("errors", "This request takes no body.")},
        {"gateway.body_too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The body is too large: with those of other requests that wait, at most "
                           "%most MiB can be sent.")},
        {"gateway.answer_too_long",
         QT_TRANSLATE_NOOP(
             "errors",
             "The answer is too long for one message. Ask for less, with a smaller limit.")},
        {"gateway.cancelled", QT_TRANSLATE_NOOP("errors", "The request was taken back.")},
        {"gateway.hung_up",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet program ended or hung up. What was under way goes on when "
                           "it runs again; tuppence-cli history says how it stands.")},
        {"gateway.other_server",
         QT_TRANSLATE_NOOP(
             "errors",
             "Another user's program listens at the wallet's place, so nothing was said to it.")},
        {"gateway.no_daemon",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet program tuppenced was not found, neither beside this "
                           "program nor among the system's programs.")},
        {"gateway.not_started",
         QT_TRANSLATE_NOOP("errors", "The wallet program could not start: %reason")},
        {"gateway.not_reached",
         QT_TRANSLATE_NOOP("errors", "The wallet program was started and does not answer.")},
        // The owner's choices
        {"gateway.unknown_network",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet does not know the network \"%network\". tuppence-cli "
                           "networks lists those it knows.")},
        {"gateway.unknown_setting",
         QT_TRANSLATE_NOOP(
             "errors", "There is no setting \"%name\". tuppence-cli settings list shows them.")},
        {"gateway.setting_value", QT_TRANSLATE_NOOP("errors", "\"%name\" can be one of: %values.")},
        {"gateway.rpc_url",
         QT_TRANSLATE_NOOP("errors",
                           "\"%url\" cannot be asked about a network: it must begin with https://, "
                           "or lead to this machine.")},
        {"gateway.rpc_count", QT_TRANSLATE_NOOP("errors", "Name 1 to %most servers.")},
        {"gateway.adding",
         QT_TRANSLATE_NOOP("errors",
                           "Another change of your networks and tokens is being written. Nothing "
                           "was changed; try again.")},
        {"gateway.too_many_own",
         QT_TRANSLATE_NOOP("errors",
                           "You have added %most already, and no more are kept. Remove one "
                           "first.")},
        {"gateway.network_owes",
         QT_TRANSLATE_NOOP("errors",
                           "A payment on %network is not over, and only the network can say what "
                           "became of it. Remove the network when tuppence-cli history shows that "
                           "all are closed.")},
        {"gateway.left_out",
         QT_TRANSLATE_NOOP("errors",
                           "%entry, which you added, is left out: it cannot be read, or Tuppence "
                           "brings its like with it now. To be rid of this: tuppence-cli networks "
                           "remove %entry, or tokens or channels remove %entry")},
        {"gateway.unsealed",
         QT_TRANSLATE_NOOP("errors",
                           "%entry is not used: it, or its network, was not written by this "
                           "wallet. If you added it, add it again; else somebody changed the "
                           "ledger. To be rid of this: tuppence-cli networks remove %entry, or "
                           "tokens or channels remove %entry")},
        {"gateway.in_channel",
         QT_TRANSLATE_NOOP("errors",
                           "Your payment channel %channel is in %entry. Remove the channel first: "
                           "tuppence-cli channels remove %channel")},
        {"gateway.signed_needed",
         QT_TRANSLATE_NOOP("errors",
                           "This wallet's ledger was begun anew or restored, and may not know what "
                           "you signed over the channel before. Say it in the file: \"signed\", in "
                           "units, \"0\" for nothing. The seller knows it. Nothing was added.")},
        {"gateway.payments_open",
         QT_TRANSLATE_NOOP("errors",
                           "A payment is still open, and the wallet is needed to see it to its "
                           "end. Remove it when tuppence-cli history shows that all are closed.")},
        // tuppenced
        {"gateway.already_running",
         QT_TRANSLATE_NOOP("errors", "The wallet is already open, in process %pid.")},
        {"gateway.unlock_file",
         QT_TRANSLATE_NOOP("errors",
                           "%file is not used to unlock the wallet: it must be a file of yours "
                           "that nobody else can read (mode 0600).")},
        {"gateway.unlock_read",
         QT_TRANSLATE_NOOP("errors", "The unlock secret cannot be read: %reason.")},
        {"gateway.ledger_set_aside",
         QT_TRANSLATE_NOOP("errors",
                           "The history could not be read and was set aside under another name; a "
                           "new one was begun. A payment of before may still be open.")},
        // The doctor
        {"gateway.doctor_same_user",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet runs as the same user as you (uid %uid). An agent with a "
                           "shell of this user can read its files; the wallet is a fence for it "
                           "only where tuppenced runs as another user.")},
        {"gateway.doctor_memory",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's memory is closed to other programs and kept out of swap "
                           "and core files.")},
        {"gateway.doctor_no_keychain",
         QT_TRANSLATE_NOOP("errors",
                           "The sealed keys are in the wallet's file: no keychain (Secret Service) "
                           "answers here.")},
        {"gateway.doctor_file",
         QT_TRANSLATE_NOOP(
             "errors",
             "The sealed keys are in the wallet's file, where this wallet was made. There is a "
             "keychain; a wallet that is removed and restored from its words uses it.")},
        {"gateway.doctor_keychain",
         QT_TRANSLATE_NOOP("errors",
                           "The sealed keys are in the keychain, and what opens them is in the "
                           "wallet's file; neither is of use without the other.")},
        {"gateway.doctor_keychain_there",
         QT_TRANSLATE_NOOP("errors",
                           "There is a keychain: the sealed keys of a new wallet go there.")},
        {"gateway.doctor_keychain_absent",
         QT_TRANSLATE_NOOP("errors",
                           "No keychain (Secret Service) answers here: the sealed keys of a new "
                           "wallet go into its file.")},
        {"gateway.doctor_no_rpc",
         QT_TRANSLATE_NOOP("errors",
                           "%network is enabled, and there is no server to ask about it: "
                           "tuppence-cli networks set-rpc.")},
        {"gateway.doctor_rpc_silent",
         QT_TRANSLATE_NOOP("errors", "No server of %network gave an answer that can be believed.")},
        {"gateway.doctor_clock",
         QT_TRANSLATE_NOOP("errors",
                           "The newest block of %network is %seconds seconds ahead of this "
                           "machine's clock (behind, if negative). If it is the clock that is "
                           "wrong, sellers may refuse payments.")},
        {"gateway.doctor_clock_good",
         QT_TRANSLATE_NOOP("errors", "This machine's clock and %network agree.")},
        // The command line
        {"usage.tuppenced",
         QT_TRANSLATE_NOOP("errors", "%reason tuppenced --help lists the options.")},
        {"usage.no_command",
         QT_TRANSLATE_NOOP("errors", "Which command? tuppence-cli --help lists them.")},
        {"usage.unknown_command",
         QT_TRANSLATE_NOOP("errors", "There is no command \"%command\". %hint")},
        {"usage.unknown_option",
         QT_TRANSLATE_NOOP("errors", "There is no option %option here. %hint")},
        {"usage.keep", QT_TRANSLATE_NOOP("errors", "--keep takes one word: file.")},
        {"usage.unknown_agent",
         QT_TRANSLATE_NOOP("errors",
                           "There is no key of an agent \"%name\" here. tuppence-cli agents pair "
                           "makes one; tuppence-cli agents list shows who is paired.")},
        {"usage.no_value", QT_TRANSLATE_NOOP("errors", "%option needs a value: %value.")},
        {"usage.needless_value", QT_TRANSLATE_NOOP("errors", "%option takes no value.")},
        {"usage.option_missing", QT_TRANSLATE_NOOP("errors", "This command needs %option.")},
        {"usage.too_few", QT_TRANSLATE_NOOP("errors", "This command needs %form.")},
        {"usage.too_many", QT_TRANSLATE_NOOP("errors", "\"%word\" is one argument too many.")},
        {"usage.not_a_number",
         QT_TRANSLATE_NOOP("errors", "%option wants a whole number from %least to %most.")},
        {"usage.url",
         QT_TRANSLATE_NOOP("errors",
                           "\"%url\" is no address that begins with http:// or https://.")},
        {"usage.header",
         QT_TRANSLATE_NOOP("errors",
                           "\"%header\" is no header: write \"Name: value\" on one line.")},
        {"usage.method", QT_TRANSLATE_NOOP("errors", "That is no method of HTTP.")},
        {"usage.not_json", QT_TRANSLATE_NOOP("errors", "What stands in %file is not JSON.")},
        {"usage.read_failed", QT_TRANSLATE_NOOP("errors", "%file cannot be read: %reason.")},
        {"usage.output_failed", QT_TRANSLATE_NOOP("errors", "%file cannot be written: %reason.")},
        {"usage.file_exists",
         QT_TRANSLATE_NOOP("errors", "%file is there already and is not overwritten.")},
        {"usage.export_format",
         QT_TRANSLATE_NOOP("errors", "Say in which form: either --csv or --json.")},
        {"usage.not_a_file", QT_TRANSLATE_NOOP("errors", "%file is not a file.")},
        {"usage.too_large_for_json",
         QT_TRANSLATE_NOOP(
             "errors",
             "The answer is larger than %most MiB, too much for one JSON object: use -o FILE.")},
        {"usage.no_terminal",
         QT_TRANSLATE_NOOP(
             "errors", "There is no terminal to type the passphrase on: use --passphrase-fd N.")},
        {"usage.words_need_terminal",
         QT_TRANSLATE_NOOP(
             "errors",
             "There is no terminal to show the recovery words on: use --words-out FILE.")},
        {"usage.words_not_confirmed",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet is made, and its words were not confirmed. If you do not "
                           "have them, remove it (tuppence-cli wallet remove) before any money is "
                           "on it, and make another.")},
        {"usage.passphrases_differ",
         QT_TRANSLATE_NOOP("errors", "The two passphrases differ. Nothing was changed.")},
        {"usage.secret_missing",
         QT_TRANSLATE_NOOP("errors", "There is no line to read the secret from.")},
        {"usage.secret_too_long", QT_TRANSLATE_NOOP("errors", "A secret has at most 4096 bytes.")},
        {"usage.interrupted", QT_TRANSLATE_NOOP("errors", "Interrupted. Nothing was changed.")},
    };
    return table;
}

} // namespace tuppence::sentences
