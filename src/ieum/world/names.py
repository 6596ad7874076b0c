"""Korean names: surnames by frequency, given names by the decade and sex they were given in, and slips of the pen.

Surname weights follow 통계청 「인구주택총조사」 2015, surnames by number of bearers (rounded).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.world.calendar import Flags, Ints

_SURNAMES: Final = (
    "김215 이147 박84 최47 정43 강24 조21 윤21 장20 임17 한16 오15 서15 신15 권14 황14 안14 송14 유13 전11 홍11 고10 문9 "
    "양9 손9 배8 백8 허7 남6 심5 노6 하5 곽4 성4 차4 주4 우4 구4 민3 진3 나3 지3 엄3 변2 채3 원3 천3 방2 공2 현2 함2 여2 "
    "추1 도1 소1 석1 선1 설1 마1 길1 연1 위1 표1 명1 기1 반1 왕1 금1 옥1 육1 인1 맹1 제1 모1 남궁1 황보1 제갈1 선우1"
)
_PAIRS = [
    (word.rstrip("0123456789"), int(word.lstrip("".join(set(word) - set("0123456789")))))
    for word in _SURNAMES.split()
]
SURNAMES: Final = tuple(name for name, _ in _PAIRS)
_WEIGHTS: Final = np.array([weight for _, weight in _PAIRS], dtype=np.float64)

# (first syllables, second syllables), most frequent first, for births before 1950, 1970, 1985, 2000 and since.
_GIVEN: Final = {
    "M": (
        ("영정종병성재용광순만춘상동기인", "수식호길철환섭태근복덕석남규근"),
        ("영성정상종재경동진용광병창기태", "수호식철진환석훈규근태우남섭기"),
        ("성정지재상승현동진영종민경준태", "훈호민진우석환현욱수철준규원일"),
        ("민지준현성동재승정상우태건영진", "수훈준우현호민석혁환규빈원영재"),
        ("민서도시지예준하현건우은유태재", "준우윤현민호빈율후원진안서찬혁"),
    ),
    "F": (
        ("영순정옥춘명복금경말숙봉기점분", "자순숙희옥례남임분녀선애연금덕"),
        ("영미정경명은순현혜선희성옥인춘", "숙희자순옥미경란애선영주화정임"),
        ("은지현미정혜수영선진민윤경주소", "영정희주미경진연선아현숙은혜라"),
        ("지민수유은혜예소현다보서하윤진", "은영현지연진민아원희정경빈윤주"),
        ("서지하민수예윤채다유소은시나아", "연윤은아우서현린원빈율민영진인"),
    ),
}
_ERAS: Final = np.array([1950, 1970, 1985, 2000])
SYLLABLES: Final = tuple(
    sorted({s for eras in _GIVEN.values() for pair in eras for part in pair for s in part})
)
_CODE = {syllable: code for code, syllable in enumerate(SYLLABLES)}


def draw_surnames(count: int, rng: np.random.Generator) -> Ints:
    """Indexes into SURNAMES, by frequency."""
    return rng.choice(len(SURNAMES), size=count, p=_WEIGHTS / _WEIGHTS.sum()).astype(np.int64)


def draw_given_names(birth_year: Ints, female: Flags, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Two indexes into SYLLABLES a person, of the fashion of the person's birth year and sex."""
    era = np.searchsorted(_ERAS, birth_year, side="right")
    weight = 1.0 / (np.arange(15) + 4.0)
    bounds = np.cumsum(weight / weight.sum())
    tables = [
        np.array([[[_CODE[s] for s in part] for part in pair] for pair in _GIVEN[sex]], dtype=np.int64)
        for sex in "MF"
    ]
    table = np.stack(tables)
    rank = [np.minimum(np.searchsorted(bounds, rng.random(birth_year.size)), 14) for _ in range(2)]
    sex = female.astype(np.int64)
    first, second = table[sex, era, 0, rank[0]], table[sex, era, 1, rank[1]]
    again = first == second
    second[again] = table[sex[again], era[again], 1, (rank[1][again] + 1) % 15]
    return first, second


def spell_names(surname: Ints, first: Ints, second: Ints) -> pa.Array:
    """Full names as text."""
    syllables = pa.array(SYLLABLES)
    return pc.binary_join_element_wise(
        pa.array(SURNAMES).take(pa.array(surname)),
        syllables.take(pa.array(first)),
        syllables.take(pa.array(second)),
        "",
    )


# Jamo that are taken for one another by ear, by eye or by a neighbouring key.
_INITIAL: Final = {
    0: 15,
    15: 0,
    3: 16,
    16: 3,
    7: 17,
    17: 7,
    9: 10,
    10: 9,
    12: 14,
    14: 12,
    2: 5,
    5: 2,
    11: 18,
    18: 11,
    6: 7,
}
_MEDIAL: Final = {
    0: 2,
    1: 5,
    5: 1,
    4: 8,
    8: 4,
    6: 2,
    2: 6,
    12: 8,
    13: 18,
    17: 12,
    18: 13,
    20: 19,
    19: 20,
    9: 14,
    11: 10,
    10: 15,
    3: 7,
    7: 3,
}
_FINAL: Final = {0: 4, 1: 24, 4: 21, 8: 4, 16: 21, 17: 26, 19: 7, 21: 4, 22: 19, 7: 19, 24: 1, 26: 17}


def slip(name: str, chance: int) -> str:
    """The name with one jamo wrong; `chance` (any whole number) picks which. Never the same as the name."""
    places = [p for p, letter in enumerate(name) if "가" <= letter <= "힣"]
    if not places:
        return name + "ㅇ"
    place = places[len(places) - 1 - chance % min(len(places), 2)]
    code = ord(name[place]) - 0xAC00
    initial, medial, final = code // 588, code // 28 % 21, code % 28
    kind = chance // 7 % 3
    if kind == 0 and initial in _INITIAL:
        initial = _INITIAL[initial]
    elif kind == 1 and final in _FINAL:
        final = _FINAL[final]
    else:
        medial = _MEDIAL.get(medial, (medial + 1) % 21)
    return name[:place] + chr(0xAC00 + initial * 588 + medial * 28 + final) + name[place + 1 :]
