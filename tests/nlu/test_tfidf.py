"""bot/nlu/tfidf.py: scikit-learn's numbers, at less cost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.tfidf import QuickTfidf

pytestmark = pytest.mark.slow

LEARNT = ["資格確認書の期限", "期限はいつ", "お知らせの期限", "いつ届く", "確認書はいつ届く"]
OPTIONS = {"analyzer": "char", "ngram_range": (1, 3), "min_df": 2}
QUICK = QuickTfidf(**OPTIONS).fit(LEARNT)
OWN = TfidfVectorizer(sublinear_tf=True, **OPTIONS).fit(LEARNT)


@given(st.lists(st.text("資格確認書の期限はいつ届お知らせx"), min_size=1, max_size=4))
def test_numbers_are_scikit_learns(texts: list[str]) -> None:
    """Every text gets the row that scikit-learn gives it; one without known words an empty one."""
    quick, own = QUICK.transform(texts), OWN.transform(texts)
    np.testing.assert_allclose(quick.toarray(), own.toarray(), rtol=1e-12)
