#!/usr/bin/env bash
# SudachiPy 0.6.11 with the core dictionary: a name in katakana is one common noun that counts as known.
#
# Seen: ヤマモト alone is a family name (人名, 姓). ヤマモトハル, as forms for names are filled in, is one
# 名詞,普通名詞,一般 and is_oov() is False with dictionary id 0, although the dictionary has no such
# word: the plugin that joins unknown katakana makes it of several. The same name in kanji (山本ハル)
# keeps its family name. So neither the part of speech nor is_oov() tells that a name was typed;
# whoever masks names has to look into the beginnings of long words in katakana.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check sudachipy==0.6.11 sudachidict_core==20260723
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import sudachipy

tokenizer = sudachipy.Dictionary(dict="core").create()


def words(text):
    return [(m.surface(), m.part_of_speech()[1:4], m.is_oov()) for m in tokenizer.tokenize(text)]


print("SudachiPy", version("sudachipy"), "SudachiDict-core", version("sudachidict-core"))
for text in ("ヤマモト", "ヤマモトハル", "山本ハル"):
    print(" ", text, words(text))
assert words("ヤマモト") == [("ヤマモト", ("固有名詞", "人名", "姓"), False)]
assert words("ヤマモトハル") == [("ヤマモトハル", ("普通名詞", "一般", "*"), False)]
assert words("山本ハル")[0] == ("山本", ("固有名詞", "人名", "姓"), False)
PY
