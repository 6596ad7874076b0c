"""Where else help is to be had: telephone numbers and what each does, by topic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that helps: its name, the number to dial, what it does for you."""

    name: str
    phone: str
    text: str


_LABOUR = Pointer("고용노동부 고객상담센터", "1350", "실업급여, 임금, 휴가, 취업 지원 등 일에 관한 모든 상담")
_JOB_CENTRE = Pointer(
    "가까운 고용센터 (연결)", "1350", "일자리 소개, 직업훈련, 국민취업지원제도 신청을 도와 드립니다"
)
_WELFARE = Pointer("보건복지상담센터", "129", "갑자기 생활이 어려워졌을 때 긴급복지지원, 기초생활보장 상담")
_LEGAL = Pointer("대한법률구조공단", "132", "무료 법률 상담. 임금을 못 받은 분의 소송을 도와 드립니다")
_WORKERS_WELFARE = Pointer("근로복지공단", "1588-0075", "산재보험, 대지급금, 생활안정자금 융자 상담")
_CRISIS = Pointer("자살예방상담전화", "109", "마음이 너무 힘드실 때, 24시간")
_POLICE = Pointer("긴급신고", "112", "당장 위험하실 때")
_FOREIGN = Pointer("외국인력상담센터", "1577-0071", "일하는 외국인을 위한 여러 나라 말 상담")
_FOREIGN_ALL = Pointer("외국인종합안내센터", "1345", "체류와 생활, 여러 나라 말 안내")
_CREDIT = Pointer("서민금융진흥원", "1397", "생활비 대출, 빚 문제 상담")

_BY_TOPIC: dict[str, tuple[Pointer, ...]] = {
    "job_loss": (_JOB_CENTRE, _WELFARE, _CREDIT),
    "unpaid_wages": (_LABOUR, _LEGAL, _WORKERS_WELFARE),
    "parental_leave": (_LABOUR, _WELFARE),
    "maternity_leave": (_LABOUR, _WELFARE),
    "job_search": (_JOB_CENTRE, _WELFARE, _CREDIT),
    "training": (_JOB_CENTRE,),
    "dismissal": (_LABOUR, _LEGAL),
    "working_conditions": (_LABOUR, _LEGAL),
    "harassment": (_LABOUR, _LEGAL, _CRISIS, _POLICE),
    "industrial_accident": (_WORKERS_WELFARE, _LABOUR),
    "foreign_worker": (_FOREIGN, _FOREIGN_ALL, _LABOUR),
    "employer_support": (_LABOUR, _WORKERS_WELFARE),
}
_GENERAL = (_LABOUR, _WELFARE, _LEGAL)


def pointers_for(topics: tuple[str, ...]) -> tuple[Pointer, ...]:
    """Places that help with these topics, without repeats; general ones when none fits."""
    found = [pointer for topic in topics for pointer in _BY_TOPIC.get(topic, ())]
    return tuple(dict.fromkeys(found)) or _GENERAL
