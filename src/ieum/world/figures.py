"""Published Korean figures that the synthetic country follows, every one rounded.

AGE_SHARE            행정안전부 「주민등록 인구통계」 2025, share of residents by ten-year age group
                     (rounded).
FEMALE_SHARE         the same table, women among residents of the age group (rounded).
BIRTHS_BY_YEAR       통계청 「인구동향조사 출생통계」 2016 to 2024, thousand births (rounded); 2025 and 2026
                     are estimates.
HOUSEHOLD_SIZE       통계청 「인구주택총조사」 2024, ordinary households by number of members (rounded).
SPOUSE_SHARE         통계청 「인구주택총조사」 2020, marital state by age, less couples living apart
                     (rounded).
EMPLOYMENT_RATE      통계청 「경제활동인구조사」 2024, employment rate by sex and age (rounded).
INSURED_SHARE        고용노동부 「고용행정 통계로 본 노동시장 동향」 2025: persons insured by employment
                     insurance (about 15.4 million, 55 % men) over residents of the age group (rounded).
WAGE                 통계청 「임금근로일자리 소득(보수) 결과」 2023: median 2.78 and mean 3.63 million won a
                     month (rounded).
INSURED_BY_SIZE      고용노동부 「고용보험통계」 2024, insured persons by size of workplace (rounded).
LOSS_REASON          한국고용정보원 「고용보험통계」 2024, persons who lost insured status by reason
                     (rounded and grouped).
PARENTAL_LEAVE       통계청 「육아휴직통계」 2023: take-up among insured mothers; 고용노동부 「일·육아
                     지원제도 통계」 2025: men among those who begin parental leave (rounded).
DISABLED_SHARE       보건복지부 「등록장애인 현황」 2024, registered disabled persons by age over residents
                     (rounded).
LIVELIHOOD_SHARE     보건복지부 「국민기초생활보장 수급자 현황」 2024, persons drawing 생계급여 over
                     residents (rounded).
ARREARS_RATE         고용노동부 「임금체불 현황」 2024: about 280 thousand workers with unpaid wages in the
                     year over about 16 million workers under the wage-claim scheme (rounded).
PROVINCE_SHARE       행정안전부 「주민등록 인구통계」 2025, residents by province (rounded).
HOME_OWNER_SHARE     통계청 「주택소유통계」 2023, households that own a home (rounded).

Deliberate departures, so that rare life stories can be found in a small world:
BIRTH_BOOST multiplies the births of the last two years; ARREARS_BOOST multiplies the arrears rate.
"""

from __future__ import annotations

from typing import Final

AGE_SHARE: Final = {0: 6.0, 10: 9.0, 20: 11.3, 30: 12.9, 40: 15.1, 50: 17.0, 60: 15.4, 70: 8.5, 80: 4.8}
"""Per cent of residents by age group (lower bound; the last is open)."""

FEMALE_SHARE: Final = {
    0: 48.7,
    10: 48.4,
    20: 47.8,
    30: 48.2,
    40: 49.3,
    50: 49.7,
    60: 50.8,
    70: 53.6,
    80: 62.5,
}
"""Per cent women."""

BIRTHS_BY_YEAR: Final = {
    2016: 406, 2017: 358, 2018: 327, 2019: 303, 2020: 272, 2021: 261, 2022: 249, 2023: 230, 2024: 238,
    2025: 254, 2026: 260,
}  # fmt: skip
"""Thousand live births."""

BIRTH_BOOST: Final = 1.8
BIRTHS_PER_1000: Final = 5.0
"""Live births a year per thousand residents, before BIRTH_BOOST."""

HOUSEHOLD_SIZE: Final = {1: 36.1, 2: 29.0, 3: 18.8, 4: 16.1}
"""Per cent of households; the last is four or more."""

SPOUSE_SHARE: Final = {
    "M": {19: 0, 24: 2, 27: 9, 32: 38, 37: 59, 42: 66, 47: 68, 52: 69, 57: 71, 62: 74,
          67: 78, 72: 80, 77: 80, 85: 72},
    "F": {19: 0, 22: 2, 27: 17, 32: 50, 37: 66, 42: 70, 47: 71, 52: 72, 57: 73, 62: 72,
          67: 68, 72: 60, 77: 46, 85: 18},
}  # fmt: skip
"""Per cent living with a spouse, at the ages given; straight lines between."""

EMPLOYMENT_RATE: Final = {
    "M": {15: 7, 20: 58, 30: 88, 40: 91, 50: 87, 60: 68, 70: 36, 80: 18},
    "F": {15: 9, 20: 63, 30: 72, 40: 68, 50: 68, 60: 50, 70: 26, 80: 10},
}
"""Per cent of residents of the age group (lower bound) in work."""

INSURED_SHARE: Final = {
    "M": {15: 1.5, 20: 37, 30: 58, 40: 51, 50: 44, 60: 27, 70: 10, 80: 0.8},
    "F": {15: 1.5, 20: 43, 30: 47, 40: 40, 50: 37, 60: 22, 70: 6, 80: 0.4},
}
"""Per cent of residents of the age group (lower bound) insured by employment insurance on a day."""

WAGE: Final = {"median": 2_780_000, "mean": 3_630_000}
"""Won a month, all wage jobs."""

MINIMUM_WAGE_HOUR: Final = {2021: 8_720, 2022: 9_160, 2023: 9_620, 2024: 9_860, 2025: 10_030, 2026: 10_320}
"""Won an hour (최저임금위원회, yearly notice)."""

INSURED_BY_SIZE: Final = {1: 17, 5: 12, 10: 18, 30: 17, 100: 12, 300: 24}
"""Per cent of insured persons by the number of workers at the workplace (lower bound)."""

LOSS_REASON: Final = {11: 60, 12: 2, 22: 4, 23: 13, 26: 1, 31: 2, 32: 17, 41: 1}
"""Per cent of losses of insured status, by reason code."""

PARENTAL_LEAVE: Final = {"mother_take_up": 73, "men_among_takers": 36}
"""Per cent."""

DISABLED_SHARE: Final = {0: 1.0, 10: 1.4, 20: 1.5, 30: 2.0, 40: 3.2, 50: 4.9, 60: 7.8, 70: 13.0, 80: 20.0}
"""Per cent by age group (lower bound)."""

LIVELIHOOD_SHARE: Final = 3.3
ARREARS_RATE: Final = 1.7
"""Per cent of insured persons who report unpaid wages in a year, before ARREARS_BOOST."""
ARREARS_BOOST: Final = 2.0

PROVINCE_SHARE: Final = {
    "서울특별시": 18.2, "부산광역시": 6.3, "대구광역시": 4.6, "인천광역시": 5.9, "광주광역시": 2.7,
    "대전광역시": 2.8,
    "울산광역시": 2.1, "세종특별자치시": 0.8, "경기도": 26.8, "강원특별자치도": 3.0, "충청북도": 3.1,
    "충청남도": 4.2, "전북특별자치도": 3.4, "전라남도": 3.5, "경상북도": 4.9, "경상남도": 6.3,
    "제주특별자치도": 1.3,
}  # fmt: skip
"""Per cent of residents."""

HOME_OWNER_SHARE: Final = 56.4

STUDENT_SHARE: Final = {0: 0, 6: 70, 7: 100, 19: 66, 20: 64, 23: 42, 25: 20, 27: 9, 30: 2, 35: 0}
"""Per cent enrolled by age (lower bound): 한국교육개발원 「교육기본통계」 2024, enrolment rates (rounded;
ages from 19 are a smooth reading of the higher-education total)."""
