"""Prints text.json: overlap measures by plain definitions, written independently of the library.

ROUGE follows rouge_score without stemming, BLEU sacrebleu on split tokens, GLEU NLTK, token F1 the SQuAD script; distances are plain dynamic programmes.
Versions used: python 3.11. Run: python3 derive-text.py > text.json
"""
import json
import math
import random
import re
import string
from collections import Counter

out = {}
texts = [
    ("The quick brown fox jumps over the lazy dog.", "A quick brown dog jumped over the lazy fox!"),
    ("the the the the the the the", "the cat is on the mat"),
    ("It is a guide to action which ensures that the military always obeys the commands of the party",
     "It is a guide to action that ensures that the military will forever heed Party commands"),
    ("One, two; three -- 4", "three 4 five"), ("same words here", "same words here"), ("nothing", "in common"), ("", "something"), ("", ""),
    ("Caf\u00e9 na\u00efve", "cafe naive")]


def tokens(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).split()


def grams(t, n):
    return Counter(tuple(t[i:i + n]) for i in range(len(t) - n + 1))


def figures(common, candidate, reference):
    p, r = common / max(candidate, 1), common / max(reference, 1)
    return [p, r, 2 * p * r / (p + r) if p + r else 0]


def rouge_n(c, r, n):
    a, b = grams(c, n), grams(r, n)
    return figures(sum((a & b).values()), sum(a.values()), sum(b.values()))


def lcs(a, b):
    row = [0] * (len(b) + 1)
    for x in a:
        last = row[:]
        for j, y in enumerate(b):
            row[j + 1] = last[j] + 1 if x == y else max(row[j], last[j + 1])
    return row[-1]


def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y)))
    return row[-1]


out["rouge"] = [dict(candidate=c, reference=r, one=rouge_n(tokens(c), tokens(r), 1), two=rouge_n(tokens(c), tokens(r), 2),
                     l=figures(lcs(tokens(c), tokens(r)), len(tokens(c)), len(tokens(r)))) for c, r in texts]


def bleu(segments, smooth, effective):
    correct, total, sys_len, ref_len = [0] * 4, [0] * 4, 0, 0
    for c, refs in segments:
        sys_len += len(c)
        ref_len += min(((abs(len(r) - len(c)), len(r)) for r in refs))[1]
        for n in range(1, 5):
            most = Counter()
            for r in refs:
                most |= grams(r, n)
            own = grams(c, n)
            correct[n - 1] += sum((own & most).values())
            total[n - 1] += sum(own.values())
    precisions, order, halving = [0.0] * 4, 4, 1
    if effective:
        order = sum(1 for t in total if t)
    for n in range(4):
        if total[n] == 0:
            break
        c, t = correct[n], total[n]
        if smooth == "add" and n > 0:
            c, t = c + 1, t + 1
        if c == 0 and smooth == "exp":
            halving *= 2
            precisions[n] = 1 / (halving * t)
        elif c == 0 and smooth == "floor":
            precisions[n] = 0.1 / t
        else:
            precisions[n] = c / t
    penalty = 0 if sys_len == 0 else 1 if sys_len >= ref_len else math.exp(1 - ref_len / sys_len)
    used = precisions[:order]
    zero = not any(correct) or not used or min(used) == 0
    return dict(score=0 if zero else penalty * math.exp(sum(map(math.log, used)) / order), precisions=precisions, penalty=penalty)


def gleu(segments):
    common = whole = 0
    for c, refs in segments:
        best = None
        for r in refs:
            tp = sum(sum((grams(c, n) & grams(r, n)).values()) for n in range(1, 5))
            all_ = max(sum(max(0, len(t) - n + 1) for n in range(1, 5)) for t in (c, r))
            if best is None or (all_ and tp / all_ > best[0] / best[1]):
                best = (tp, all_)
        common, whole = common + best[0], whole + best[1]
    return common / whole if whole else 0


# The sentences of the worked example in NLTK's documentation.
hyp1 = "It is a guide to action which ensures that the military always obeys the commands of the party".split()
ref1 = ["It is a guide to action that ensures that the military will forever heed Party commands".split(),
        "It is the guiding principle which guarantees the military forces always being under the command of the Party".split(),
        "It is the practical guide for the army always to heed the directions of the party".split()]
hyp2 = "he read the book because he was interested in world history".split()
ref2 = ["he was interested in world history because he read the book".split()]
hyp3, ref3 = "the the the the the the the".split(), ["the cat is on the mat".split(), "there is a cat on the mat".split()]
hyp4, ref4 = "a cat".split(), ["a cat sat".split()]
corpus = [(hyp1, ref1), (hyp2, ref2)]
out["bleu"] = []
for name, segments in [("corpus", corpus), ("one", [(hyp1, ref1)]), ("clipped", [(hyp3, ref3)]), ("short", [(hyp4, ref4)])]:
    out["bleu"].append(dict(name=name, candidates=[" ".join(c) for c, _ in segments], references=[[" ".join(r) for r in refs] for _, refs in segments], gleu=gleu(segments),
                            **{f"{smooth}_{'sentence' if e else 'corpus'}": bleu(segments, smooth, e) for smooth in ("none", "exp", "floor", "add") for e in (False, True)}))


def normalise(text):
    text = "".join(ch for ch in text.lower() if ch not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def squad(c, r):
    a, b = normalise(c).split(), normalise(r).split()
    if not a or not b:
        return float(a == b)
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b)) if same else 0.0


pairs = [("The Eiffel Tower", "eiffel tower!"), ("in 1889", "1889"), ("", "the"), ("a", ""), ("An answer, the answer", "answer"), ("Theatre", "the atre"), ("don't", "dont"),
         ("the\u2014cat", "cat"), ("\u201cA\u201d dog", "dog"), ("caf\u00e9\tThe  BAR", "CAF\u00c9 bar"), ("no", "yes")]
out["squad"] = [dict(candidate=c, reference=r, normal=normalise(c), match=normalise(c) == normalise(r), f1=squad(c, r)) for c, r in pairs]

rng = random.Random(31)
out["distance"] = [dict(first=a, second=b, edit=edit(a, b), lcs=lcs(a, b)) for a, b in
                   [("kitten", "sitting"), ("", "abc"), ("\U0001F600\U0001F601", "\U0001F601"), ("flaw", "lawn")]
                   + [("".join(rng.choice("abcd") for _ in range(rng.randint(0, 220))), "".join(rng.choice("abcd") for _ in range(rng.randint(0, 220)))) for _ in range(12)]]


# A MinHash signature from the definitions: xoshiro256** seeded by SplitMix64 for the permutations, SplitMix64's finaliser for the hashes.
mask = (1 << 64) - 1


def mix(x):
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & mask
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB & mask
    return x ^ (x >> 31)


def rotate(x, by):
    return (x << by | x >> (64 - by)) & mask


def stream(seed):
    s = []
    for _ in range(4):
        seed = (seed + 0x9E3779B97F4A7C15) & mask
        s.append(mix(seed))
    while True:
        yield rotate(s[1] * 5 & mask, 7) * 9 & mask
        t = s[1] << 17 & mask
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def word_hash(word):
    h = len(word)
    for letter in word:
        h = (rotate(h, 5) ^ ord(letter)) * 0x9E3779B97F4A7C15 & mask
    return mix(h)


def signature(words, size, places, seed):
    runs = []
    for i in range(len(words) - size + 1):
        h = 0
        for word in words[i:i + size]:
            h = mix((rotate(h, 23) * 0x9E3779B97F4A7C15 & mask) ^ word_hash(word))
        runs.append((h >> 32) ^ (h & 0xFFFFFFFF))
    numbers = stream(seed)
    result = []
    for _ in range(places):
        flip, factor = next(numbers) >> 32, (next(numbers) >> 32) | 1
        mixed = [(x ^ flip) * factor & 0xFFFFFFFF for x in runs]
        result.append(min((x ^ (x >> 15)) * 0x85EBCA6B & 0xFFFFFFFF for x in mixed))
    return result


out["signature"] = signature("the quick brown fox jumps over the lazy dog".split(), 3, 4, 7)
print(json.dumps(out, indent=2))
