#!/usr/bin/env bash
# Rasa 3.6.21: a trained model with SpacyNLP loads the spaCy model twice in one process.
#
# Seen: the recipe makes two nodes of SpacyNLP, one that provides the model and one that makes Docs of
# messages. Each of them loads the spaCy model when the graph is built, although the second one is handed
# the first one's model and never uses its own. Loading an agent calls spacy.load twice; with a large
# model its memory and seconds are spent twice (ja_ginza: 2 x 280 MB). Keeping what load_model returns,
# by name, mends it.
set -euo pipefail
python=${PYTHON310:-python3.10}
command -v "$python" >/dev/null || { echo "Rasa 3.6 needs Python 3.10: set PYTHON310 to one"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check 'setuptools<81' rasa==3.6.21 spacy==3.7.5
cd "$folder"
mkdir data
"$folder/venv/bin/python" - <<'PY'
import spacy
from spacy.cli.package import package

spacy.blank("en").to_disk("blank")
package("blank", ".", name="small", version="1.0", create_sdist=False, silent=True)
PY
cp -r en_small-1.0/en_small "$("$folder/venv/bin/python" -c 'import site; print(site.getsitepackages()[0])')/"
cat > config.yml <<'YML'
recipe: default.v1
language: en
pipeline:
- name: SpacyNLP
  model: en_small
- name: SpacyTokenizer
- name: CountVectorsFeaturizer
- name: LogisticRegressionClassifier
policies: []
YML
cat > data/nlu.yml <<'YML'
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
- intent: bye
  examples: |
    - good night
    - see you
YML
cat > domain.yml <<'YML'
version: "3.1"
intents: [greet, bye]
YML
RASA_TELEMETRY_ENABLED=false "$folder/venv/bin/rasa" train nlu --fixed-model-name one >/dev/null 2>&1
RASA_TELEMETRY_ENABLED=false "$folder/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

import spacy
from rasa.core.agent import Agent

loads = []
real = spacy.load


def counted(name, *args, **kwargs):
    loads.append(name)
    return real(name, *args, **kwargs)


spacy.load = counted
Agent.load("models/nlu-one.tar.gz" if __import__("os").path.exists("models/nlu-one.tar.gz") else "models/one.tar.gz")
print("rasa", version("rasa"), "spacy", version("spacy"))
print("  one Agent.load calls spacy.load", len(loads), "times")
assert loads == ["en_small", "en_small"]
PY
