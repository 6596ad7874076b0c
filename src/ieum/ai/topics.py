"""What a sentence may be about, and which programmes answer it."""

from __future__ import annotations

from enum import StrEnum

from ieum.kernel import BadInput


class Topic(StrEnum):
    """A kind of need that the window can tell apart. The value is the key in the corpus and in interfaces."""

    JOB_LOSS = "job_loss"
    UNPAID_WAGES = "unpaid_wages"
    PARENTAL_LEAVE = "parental_leave"
    JOB_SEARCH = "job_search"
    INDUSTRIAL_ACCIDENT = "industrial_accident"
    MATERNITY_LEAVE = "maternity_leave"
    TRAINING = "training"
    DISMISSAL = "dismissal"
    WORKING_CONDITIONS = "working_conditions"
    HARASSMENT = "harassment"
    EMPLOYER_SUPPORT = "employer_support"
    FOREIGN_WORKER = "foreign_worker"
    OUT_OF_SCOPE = "out_of_scope"

    @classmethod
    def parse(cls, text: str, *, where: str) -> Topic:
        """The topic of a key; raises BadInput naming `where`."""
        try:
            return cls(text.strip())
        except ValueError as error:
            raise BadInput(
                f"'{text}' is not a topic", where=where, remedy=f"use one of {', '.join(cls)}"
            ) from error

    @property
    def korean_title(self) -> str:
        """Korean title, as shown to people."""
        return _TITLES[self]

    @property
    def programmes(self) -> tuple[str, ...]:
        """Keys of the programmes that are worked out for this need; empty when none is yet."""
        return _PROGRAMMES.get(self, ())


_TITLES = {
    Topic.JOB_LOSS: "실직·퇴사",
    Topic.UNPAID_WAGES: "임금체불",
    Topic.PARENTAL_LEAVE: "육아휴직",
    Topic.JOB_SEARCH: "취업준비·구직지원",
    Topic.INDUSTRIAL_ACCIDENT: "산업재해",
    Topic.MATERNITY_LEAVE: "출산휴가·임신",
    Topic.TRAINING: "직업훈련",
    Topic.DISMISSAL: "부당해고·징계",
    Topic.WORKING_CONDITIONS: "최저임금·연차·수당",
    Topic.HARASSMENT: "직장 내 괴롭힘·성희롱",
    Topic.EMPLOYER_SUPPORT: "사업주 지원금",
    Topic.FOREIGN_WORKER: "외국인 근로자",
    Topic.OUT_OF_SCOPE: "다른 일",
}
_NATIONAL_SUPPORT = ("national_employment_support_1", "national_employment_support_2")
_PROGRAMMES = {
    Topic.JOB_LOSS: ("job_seeking_benefit", *_NATIONAL_SUPPORT),
    Topic.UNPAID_WAGES: ("simple_substitute_payment",),
    Topic.PARENTAL_LEAVE: ("parental_leave_benefit",),
    Topic.JOB_SEARCH: _NATIONAL_SUPPORT,
}
