#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes bip39.json beside itself with Debian's python3-mnemonic, another implementation than ours.

The entropies and the passphrase are those of Trezor's vectors, which the result repeats:
https://github.com/trezor/python-mnemonic/blob/master/vectors.json
"""
import json
import pathlib

from mnemonic import Mnemonic

PATTERNS = [bytes([byte]) * size for size in (16, 24, 32) for byte in (0x00, 0x7F, 0x80, 0xFF)]
OTHERS = [bytes.fromhex(text) for text in """
9e885d952ad362caeb4efe34a8e91bd2
6610b25967cdcca9d59875f5cb50b0ea75433311869e930b
68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c
c0ba5a8e914111210f2bd131f3d5e08d
6d9be1ee6ebd27a258115aad99b7317b9c8d28b6d76431c3
9f6a2878b2520799a44ef18bc7df394e7061a224d2c33cd015b157d746869863
23db8160a31d3e0dca3688ed941adbf3
8197a4a47f0425faeaa69deebc05ca29c0a5b5cc76ceacc0
066dca1a2bb7e8a1db2832148ce9933eea0f3ac9548d793112d9a95c9407efad
f30f8c1da665478f49b001d94c5fc452
c10ec20dc3cd9f652c7fac2f1230f7a3c828389a14392f05
f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f
""".split()]

english = Mnemonic("english")
valid = []
for entropy in PATTERNS + OTHERS:
    sentence = english.to_mnemonic(entropy)
    valid.append({
        "name": f"{entropy.hex()[:16]}, {len(sentence.split())} words",
        "entropy": entropy.hex(),
        "sentence": sentence,
        "passphrase": "TREZOR",
        "seed": Mnemonic.to_seed(sentence, "TREZOR").hex(),
    })
vectors = {"source": "tests/vectors/make-bip39.py", "valid": valid}
target = pathlib.Path(__file__).with_name("bip39.json")
target.write_text(json.dumps(vectors, indent=1) + "\n")
