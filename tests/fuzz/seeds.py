#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the inputs that each fuzz target begins with, most of them from tests/vectors.
Usage: seeds.py FOLDER     gives FOLDER/fuzz_json/0, FOLDER/fuzz_json/1, ..."""
import base64
import hashlib
import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[2]


def vectors(name):
    return json.loads((root / "tests/vectors" / name).read_text())


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def raw(text):
    return bytes.fromhex(text.removeprefix("0x"))


def bodies():
    """The challenges of the vectors, as JSON text or as the page that carries them."""
    responses = vectors("x402-responses.json")
    for entry in responses["valid"] + responses["invalid"]:
        reply = entry["reply"]
        if reply["body"]:
            yield reply["body"]
        yield from (text for _, text in reply["encoded"])


def challenges():
    return [entry["paymentRequired"] for entry in vectors("x402-vectors.json").values()
            if isinstance(entry, dict) and "paymentRequired" in entry]


def terms():
    fields = [b"https://api.example.com", b"GET", b"https://api.example.com/weather", bytes(32), b"purchase",
              b"x402-v2", b"eip155:84532", b"eip155:84532/erc20:" + token, bytes(31) + b"\x07", payee, b"",
              bytes(32), b"60", b"eip155:84532:" + payee]
    return b"tuppence-terms-1" + b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def states():
    """Exchanges that wait for their answer, of both versions."""
    for version, offer, header in ((1, v1_offer, "X-PAYMENT"), (2, v2_offer, "PAYMENT-SIGNATURE")):
        sent = {"method": "GET", "url": "https://api.example.com/", "headers": [[header, "e30="]], "body": ""}
        yield compact({"layout": 1, "dialect": f"x402-v{version}", "index": 0, "offer": compact(offer),
                       "firstError": "", "sent": sent})


def permits():
    """Challenges that name a token endpoint, tokens, and an exchange that waits for its token."""
    common = {"payment_type": "evm", "amount": 0.5, "currency": "USDC", "token": token.decode()}
    named = {"token_name": "USDC", "token_decimals": 6, "token_version": "2"}
    recent = {**common, "caip2": "eip155:84532", "pay_to": payee.decode(), **named}
    old = {**common, "chain_id": 84532, "metadata": {"decimals": 6, "wallet_address": payee.decode()}}
    for component in (recent, old):
        yield compact({"reason": "Missing authorization token", "access_token_endpoint": "/token",
                       "payment_scheme": {"payment_components": [component]}})
    yield compact({"access_token": "a.b", "token_type": "Bearer", "expires_in": 300})
    yield compact({"error": "Verification failed: Signature invalid: 0x1\nDetails: {}"})
    yield from ("0.5", "5e-7", "123.456789e+2")
    body = base64.b64encode(b'{"permit":{"signature":{}}}').decode()
    request = {"method": "POST", "url": "https://shop.example/token", "headers": [["A", "b"]], "body": body}
    yield compact({"layout": 1, "dialect": "x402-mock", "original": request, "sent": request})


def payment_challenges():
    """Challenges of the scheme "Payment", their terms, digests and receipts, and an exchange that waits for its answer."""
    official = vectors("mpp-vectors.json")
    claim = official["credentialDecoded"]["challenge"]
    yield official["wwwAuthenticate"]
    yield 'Basic realm="a, Payment", Negotiate YII=, ' + official["wwwAuthenticate"] + ', header="X-A", opaque="b3A"'
    yield compact(official["requestDecoded"])
    yield "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:, sha-512=AA=="
    yield compact({"status": "success", "method": "evm", "reference": "0x12", "chainId": 84532})
    yield compact({"type": "https://paymentauth.org/problems/payment-expired", "detail": "it is over"})
    request = {"method": "GET", "url": "https://shop.example/", "headers": [["Authorization", "Payment e30"]], "body": ""}
    yield compact({"layout": 1, "dialect": "mpp", "index": 0, "offer": compact(claim), "sent": request})


def header_terms():
    """402 in headers, in a body and in both, with the other shapes; cookies, numbers and times; and an exchange that
    waits for its answer."""
    payment = {"amount": "0.25", "currency": "USDC", "network": "base", "recipient": payee.decode()}
    said = {"Network": "base", "Currency": "USDC", "Amount": "0.25", "Address": payee.decode(), "Memo": "req_1"}
    headers = "".join(f"X-Payment-{name}: {value}\n" for name, value in said.items())
    body = compact({"error": "Payment required",
                    "payment": {**payment, "memo": "req_1", "deadline": "2026-02-06T01:00:00Z"},
                    "alternatives": [{"amount": "0.20", "currency": "ETH", "network": "base"}]})
    yield from (headers, "\n" + body, headers + "\n" + body, headers + "X-Payment-Deadline: 1770339600\n")
    yield headers.replace("Network", "Chain")
    yield "X-Payment-Channel: 0x1\nX-Payment-Amount: 1\n"
    yield "X402-Payment-Method: lightning\nX402-Amount: 1\nX402-Invoice: lnbc1\n"
    yield "\n" + compact({"payment_details": {"amount": 5, "currency": "USD", "invoice": "lnbc1"}})
    yield 'X-Payment-Requirements: [{"network":"base:8453"}]\n\n{"paymentRequirements":[]}'
    yield "Date: Fri, 06 Feb 2026 01:00:00 GMT\nSet-Cookie: a=b; Expires=Fri, 06 Feb 2026 02:00:00 GMT\n"
    yield "X-Cost-Actual: 0.20\n"
    yield "Set-Cookie: a=b; Max-Age=60; Path=/; HttpOnly\nSet-Cookie: c=d; max-age=1\n"
    yield from ("0.25", "25e-2", "2026-02-06T01:00:00.5+01:30", "1770339600")
    request = {"method": "POST", "url": "https://shop.example/", "headers": [["X-Payment-Hash", "0x1"]], "body": ""}
    yield compact({"layout": 1, "dialect": "clawdnet", "index": 0, "offer": compact(payment), "sent": request})


def page_terms():
    """What stands in the header of the reference page, and an exchange that waits for its answer."""
    token = "0x036CbD53842c5426634e7929541eC2318f3dCF7e"
    offer = {"amount": "10000", "currency": token, "network": "eip155:84532", "recipient": payee.decode()}
    native = {**offer, "amount": 5, "currency": "native", "facilitator": "https://pay.example"}
    yield from (compact(offer), compact([offer, native]), base64.b64encode(compact(offer).encode()))
    yield "recipient=1;amount=2"
    yield compact({"success": False, "txHash": "0x1", "network": "eip155:1", "errorReason": "a"})
    request = {"method": "POST", "url": "https://shop.example/", "headers": [["X-Payment", "e30="]], "body": ""}
    yield compact({"layout": 1, "dialect": "x402-page", "index": 0, "offer": compact(native), "sent": request})


def frame(kind, payload):
    return bytes([kind]) + len(payload).to_bytes(4, "big") + payload


def messages():
    yield from ('{"type":"request","id":1,"method":"pay","params":{"url":"https://shop.example/"}}',
                '{"type":"response","id":1,"result":{"a":[1]}}', '{"type":"event","id":2,"event":"progress"}',
                '{"type":"error","error":{"kind":"Refused","code":"limit.day","data":{"cap":"1"}}}',
                '{"type":"ready","client":{"fingerprint":"1a2b","paired":true,"name":"agent"}}')
    key, signature = "A" * 43 + "=", "A" * 86 + "=="
    yield compact({"type": "welcome", "versions": [1], "program": "tuppenced/0.1.0", "challenge": key})
    yield compact({"type": "hello", "version": 1, "program": "x", "key": key, "signature": signature})


def chain_answers():
    word = "0x" + "1" * 64
    log = {"address": payee.decode(), "topics": [word], "data": "0x01", "blockNumber": "0x1a", "blockHash": word,
           "transactionHash": word}
    receipt = {"status": "0x1", "blockHash": word, "transactionHash": word, "logs": [log]}
    block = {"number": "0x1a", "hash": word, "timestamp": "0x65000000"}
    for result in ("0x1a", "0x" + "0" * 63 + "1", None, [log], receipt, block):
        yield compact({"jsonrpc": "2.0", "id": 1, "result": result})
        yield compact(result)
    yield compact([{"id": 2, "result": "0x"}, {"id": 1, "error": {"code": -32000, "message": "no", "data": [1]}}])


def sealed_file():
    """A file as the wallet writes it; nothing in it can be opened."""
    vault = {"tuppenceVault": 1, "seal": "xchacha20-poly1305", "firstAccount": 0, "addresses": [payee.decode()],
             "slots": {"owner": {"kdf": "argon2id", "passes": 3, "memoryBytes": 268435456, "salt": "AAAA",
                                 "dataKey": "AAAA"}}, "secret": "AAAA"}
    checksum = hashlib.sha256(spelled(vault)).digest()
    return spelled({**vault, "checksum": base64.b64encode(checksum).decode()})


def spelled(value):
    return json.dumps(value, indent=1).encode() + b"\n"


def typed():
    yield from (compact({key: entry[key] for key in ("types", "primaryType", "message")}) for entry in evm["typed"])


evm = vectors("evm.json")
token, payee = b"0x036CbD53842c5426634e7929541eC2318f3dCF7e", b"0x209693Bc6afc0C5328bA36FaF03C514EF312287C"
v2_offer = challenges()[0]["accepts"][0]
v1_offer = {**v2_offer, "network": "base-sepolia", "maxAmountRequired": "10000", "resource": "https://api.example.com/"}
networks, assets = ((root / "resources" / name).read_bytes() for name in ("networks.json", "assets.json"))
one_network = compact({"networks": json.loads(networks)["networks"][:1]}).encode()
one_asset = compact({"assets": json.loads(assets)["assets"][:1]}).encode()
spending = b"\x01" + bytes(72)
limit = ('{"subject":"site https://shop.example","perDay":{"in":"usd","units":"7"},"perMinute":3,'
         '"window":"calendar","zone":"UTC","until":1800000000,"above":"ask","payee":"as before"}')
seeds = {
    "fuzz_abi": [raw(entry["encoded"]) for entry in evm["abi"]],
    "fuzz_eip55": [payee, payee.lower(), b"0x" + payee[2:].upper(), bytes(20), b"\x04" + bytes(64)],
    "fuzz_eip712": [*typed(), "uint256", "Person[3][]"],
    "fuzz_exchange": [*states(), *map(compact, challenges()[:3]),
                      '{"success":true,"transaction":"0x12","network":"eip155:8453","payer":"0x","amount":"10"}',
                      '{"success":false,"errorReason":"invalid_exact_evm_nonce_already_used"}'],
    "fuzz_frames": [frame(1, b"{}") + frame(2, b"\0\0\0\1abc") + frame(3, b"\0\0\0\1"), frame(4, b"\0\0\0\2"),
                    frame(5, b"\0\0\0\1\0\0\1\0"), frame(6, b"\0\0\0\1passphrase"), frame(1, b"")[:5]],
    "fuzz_http": [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 402 Payment Required\r\nPAYMENT-REQUIRED: e30=\r\n\r\nto the end",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 204\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
    ],
    "fuzz_json": [*bodies(), '{"a\\n":[1,-2.5e3,null,true],"b":{"c":"\\u00e9"}}', '"\\""'],
    "fuzz_messages": list(messages()),
    "fuzz_money": [one_network + b"\0" + one_asset],
    "fuzz_orders": [
        '{"url":"https://shop.example/","method":"POST","headers":[["A","b"]],"most":"0.10","reason":"why"}',
        '{"site":"https://shop.example","perDay":"1","perMinute":3,"rolling":true,"until":"2030-01-01"}',
        '{"agent":"agent","perPayment":"0.10 USDC","above":"refuse","anyPayee":true,"until":"never"}',
        '{"wallet":true,"preset":"careful"}', '{"payee":"' + payee.decode() + '","total":"off","perWeek":"3"}',
    ],
    "fuzz_paymentauth": list(payment_challenges()),
    "fuzz_paymentheaders": list(header_terms()),
    "fuzz_referencepage": list(page_terms()),
    "fuzz_rlp": [raw(entry["encoded"]) for entry in evm["rlp"]],
    "fuzz_rpc": list(chain_answers()),
    "fuzz_sealed": [sealed_file(), "1" * 64 + "\n"],
    "fuzz_terms": [terms(), "agent 5f https://shop.example", limit, spending, "0.10", "0.10 USDC",
                   "0.10 eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"],
    "fuzz_text": [
        "eip155:8453", "eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
        "eip155:1:0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826", "0.000001", "1.25", str(2**256 - 1),
        "0x00ff", "AP8=", "-_8", "a\u202eb\u200b\x07\U000e0001",
    ],
    "fuzz_tokenendpoint": list(permits()),
    "fuzz_url": ["https://shop.example/a?b#c", "http://localhost:4021/", "//other.example/x", "POST", "Accept: */*",
                 "https://xn--bcher-kva.example/", "https://user:word@shop.example/",
                 *(f"https://{entry['host']}/" for entry in vectors("addresses.json")["valid"])],
    "fuzz_x402": [*bodies(), *map(compact, challenges())],
}

for target, inputs in seeds.items():
    folder = pathlib.Path(sys.argv[1]) / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(inputs):
        content = text if isinstance(text, bytes) else text.encode()
        (folder / str(number)).write_bytes(content)
