"""Addresses in the road-name form: province, city or county, road, number, and a flat for most homes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.world.calendar import Ints
from ieum.world.figures import PROVINCE_SHARE

_DISTRICTS: Final = {
    "서울특별시": "강남구 강동구 강북구 강서구 관악구 광진구 구로구 금천구 노원구 도봉구 동대문구 동작구 마포구 서대문구 서초구 "
    "성동구 성북구 송파구 양천구 영등포구 용산구 은평구 종로구 중구 중랑구",
    "부산광역시": "부산진구 해운대구 사하구 동래구 남구 북구 사상구 연제구 수영구 금정구",
    "대구광역시": "달서구 수성구 북구 동구 달성군 서구",
    "인천광역시": "서구 부평구 남동구 연수구 미추홀구 계양구",
    "광주광역시": "북구 광산구 서구 남구 동구",
    "대전광역시": "서구 유성구 중구 동구 대덕구",
    "울산광역시": "남구 울주군 북구 중구 동구",
    "세종특별자치시": "",
    "경기도": "수원시 용인시 고양시 화성시 성남시 부천시 남양주시 안산시 평택시 안양시 시흥시 파주시 김포시 의정부시 광주시 하남시 "
    "광명시 군포시 오산시 이천시 양주시 구리시 안성시 포천시",
    "강원특별자치도": "원주시 춘천시 강릉시 동해시 속초시 홍천군",
    "충청북도": "청주시 충주시 제천시 음성군 진천군",
    "충청남도": "천안시 아산시 서산시 당진시 공주시 논산시",
    "전북특별자치도": "전주시 익산시 군산시 정읍시 완주군",
    "전라남도": "여수시 순천시 목포시 광양시 나주시 무안군",
    "경상북도": "포항시 구미시 경산시 경주시 안동시 김천시",
    "경상남도": "창원시 김해시 양산시 진주시 거제시 통영시",
    "제주특별자치도": "제주시 서귀포시",
}
PROVINCES: Final = tuple(PROVINCE_SHARE)
_PLACES = [(p, d) for p in PROVINCES for d in (_DISTRICTS[p].split() or [""])]
_PREFIX: Final = tuple(f"{p} {d}".strip() for p, d in _PLACES)
_PROVINCE_OF: Final = np.array([PROVINCES.index(p) for p, _ in _PLACES])
_SHARE = np.array([PROVINCE_SHARE[p] / max(1, len(_DISTRICTS[p].split())) for p, _ in _PLACES])
_ROADS: Final = tuple(
    [
        "중앙로",
        "한빛로",
        "새싹로",
        "은행나무길",
        "무궁화로",
        "평화로",
        "시청로",
        "역전로",
        "월드컵로",
        "번영로",
        "청솔길",
        "소나무길",
        "대학로",
        "강변로",
        "산업로",
        "공단로",
        "문화로",
        "체육관로",
        "남부순환로",
        "북부순환로",
        "동산로",
        "서원로",
        "미래로",
        "새마을로",
        "향교로",
        "교동길",
        "매화로",
        "벚꽃로",
        "해맞이길",
        "달빛로",
        "햇살로",
        "온천로",
        "성산로",
        "장미로",
        "가람길",
        "누리로",
        "다솜로",
        "마루길",
        "하늘로",
        "샛별로",
    ]
)


@dataclass(frozen=True)
class Homes:
    """One address a household (index = household)."""

    place: Ints
    road: Ints
    number: Ints
    block: Ints
    flat: Ints

    @property
    def province(self) -> Ints:
        """Index into PROVINCES."""
        return np.asarray(_PROVINCE_OF[self.place], dtype=np.int64)

    def lines(self, households: Ints) -> pa.Array:
        """Address text of the households asked for."""
        road = pc.binary_join_element_wise(
            pa.array(_PREFIX).take(pa.array(self.place[households])),
            pa.array(_ROADS).take(pa.array(self.road[households])),
            pa.array(self.number[households]).cast(pa.string()),
            " ",
        )
        block = pa.array(self.block[households])
        flat = pc.binary_join_element_wise(
            ", ", block.cast(pa.string()), "동 ", pa.array(self.flat[households]).cast(pa.string()), "호", ""
        )
        return pc.binary_join_element_wise(road, pc.if_else(pc.greater(block, 0), flat, ""), "")


def draw_homes(count: int, rng: np.random.Generator) -> Homes:
    """Addresses spread over the provinces by their share of residents; two in three are flats."""
    flats = rng.random(count) < 0.66
    return Homes(
        place=rng.choice(len(_PREFIX), size=count, p=_SHARE / _SHARE.sum()).astype(np.int64),
        road=rng.integers(0, len(_ROADS), count),
        number=rng.integers(1, 400, count),
        block=np.where(flats, rng.integers(101, 125, count), 0),
        flat=rng.integers(1, 22, count) * 100 + rng.integers(1, 9, count),
    )


def province_names(index: Ints) -> pa.Array:
    """Province names as text."""
    return pa.array(PROVINCES).take(pa.array(index))


def draw_provinces(count: int, rng: np.random.Generator) -> Ints:
    """Indexes into PROVINCES by share of residents."""
    share = np.array(list(PROVINCE_SHARE.values()))
    return rng.choice(len(PROVINCES), size=count, p=share / share.sum()).astype(np.int64)
