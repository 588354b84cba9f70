"""bot/text/illnesses.py: what ails somebody is found, and what somebody needs is not."""

from __future__ import annotations

import pytest

from bot.text.illnesses import find_illnesses


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("糖尿病で通院しています", ["糖尿病"]),
        ("パーキンソンの薬", ["パーキンソン"]),
        ("母は認知です", ["認知"]),
        ("İ have Schizophrenia", ["Schizophrenia"]),
        ("may sakit ako sa puso", ["sakit ako sa puso"]),
        ("tôi bị viêm gan B", ["viêm gan"]),
        ("bi ung thu", ["ung thu"]),
        ("我有乙肝", ["乙肝"]),
        ("조현병이 있어요", ["조현병"]),
        ("मिर्गौला रोग छ", ["मिर्गौला", "रोग"]),
        ("病院で保険証と言われました", []),
        ("認知件数", []),
        ("車いすで行けますか", []),
        ("chung thu dien tu het han", []),
        ("bệnh viện ở đâu", []),
        ("병원에 무엇을 가져가나요", []),
    ],
)
def test_illnesses(said: str, found: list[str]) -> None:
    """In each language and in any case; hospitals, certificates and wheelchairs are none."""
    assert [said[slice(*span)] for span in find_illnesses(said)] == found
