#!/usr/bin/env bash
# spaCy's Japanese tokeniser grows with every call, also on the same sentence again.
#
# Seen: spacy 3.7.5 with SudachiPy 0.6.11. Tokenising five short sentences again and again grows the
# process by 1.6 to 1.7 KB a call, without an end and without a new string in the vocabulary; SudachiPy
# alone, which does the work, does not grow. A server that reads a hundred thousand messages between two
# restarts holds some 170 MB more at the end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check \
  spacy==3.7.5 'numpy<2' sudachipy==0.6.11 sudachidict-core==20260428 'click<8.2'
"$folder/venv/bin/python" - <<'PY'
import gc

import spacy
import sudachipy

SENTENCES = (
    "資格確認書はどんな郵便で届きますか",
    "まだ届かない",
    "電話番号を教えてください",
    "昭和30年7月15日生まれです",
    "口座振替はいつから始まりますか",
)
WARM, CALLS = 5_000, 20_000


def resident() -> int:
    gc.collect()
    with open("/proc/self/smaps_rollup") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) * 1024


def growth(call) -> float:
    for number in range(WARM):
        call(SENTENCES[number % 5])
    before = resident()
    for number in range(CALLS):
        call(SENTENCES[number % 5])
    return (resident() - before) / CALLS


sudachi = sudachipy.Dictionary(dict="core").create(mode=sudachipy.SplitMode.A)
alone = growth(lambda text: [m.surface() for m in sudachi.tokenize(text)])
nlp = spacy.blank("ja")
strings = len(nlp.vocab.strings)
for text in SENTENCES:
    nlp.make_doc(text)
known = len(nlp.vocab.strings)
within = [growth(nlp.make_doc) for _ in range(2)]
print(f"spacy {spacy.__version__}, sudachipy {sudachipy.__version__}")
print(f"SudachiPy alone grows by {alone:.0f} bytes a call")
print("spaCy's tokeniser grows by", " and ".join(f"{one:.0f}" for one in within), "bytes a call")
print(f"strings in the vocabulary: {known} after five sentences, {len(nlp.vocab.strings)} at the end")
assert alone < 50
assert min(within) > 200
assert len(nlp.vocab.strings) == known
PY
