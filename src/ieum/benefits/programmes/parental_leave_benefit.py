"""육아휴직 급여: 고용보험법 제70조, 제73조; 시행령 제95조, 제95조의3, 제98조.

Monthly tiers by the decree of 2024-12-24, for leave that began on 2025-01-01 or later; for earlier leave the amount
is left unknown rather than guessed. A last part-month is paid by its days (art. 95 (3)).
"""

from datetime import date

from ieum.benefits.language import (
    ON,
    Expr,
    Rule,
    all_of,
    any_of,
    days_after,
    days_between,
    fact,
    greatest,
    least,
    lift,
    months_after,
    months_between,
    param,
    rule,
    table,
    when,
)
from ieum.benefits.programme import Programme, laws
from ieum.benefits.programmes.periods import expires

EQUALITY_ACT = "남녀고용평등과일ㆍ가정양립지원에관한법률"
SHORT_LEAVE_IN_FORCE = date(2026, 8, 20)

start = fact("parental_leave_start")
end = fact("parental_leave_end")
wage = fact("monthly_ordinary_wage")
earlier = fact("prior_leave_months")

on_leave = rule(
    "leave_granted", "육아휴직을 받음", fact("parental_leave_taken"), law="고용보험법 제70조제1항"
)

leave_days = rule(
    "leave_days",
    "출산전후휴가와 겹치는 날을 뺀 육아휴직 일수",
    days_between(start, end) + 1 - fact("maternity_overlap_days"),
    law="고용보험법 제70조제1항",
    unit="일",
)

long_enough = rule(
    "leave_long_enough",
    "육아휴직이 30일 이상(휴원·방학·질병 등 짧은 육아휴직은 7일 이상)",
    any_of(
        leave_days >= param("leave_minimum_days", at=start),
        all_of(
            start >= SHORT_LEAVE_IN_FORCE,
            leave_days >= param("short_leave_minimum_days", at=start),
            fact("short_child_care_leave"),
        ),
    ),
    law=("고용보험법 제70조제1항", f"{EQUALITY_ACT} 제19조제6항"),
)

enough_insured_days = rule(
    "enough_insured_days_before_leave",
    "육아휴직 시작 전 피보험 단위기간이 180일 이상",
    fact("insured_unit_days_before_leave") >= param("leave_required_unit_days", at=start),
    law=("고용보험법 제70조제1항", "고용보험법 제41조제1항"),
)

claim_limit = rule(
    "claim_limit",
    "신청할 수 있는 마지막 날(육아휴직이 끝난 날부터 12개월)",
    expires(end, param("leave_claim_months", at=start)),
    law="고용보험법 제70조제2항",
    unit="날",
)

claimed_in_time = rule(
    "claimed_in_time", "신청 기한이 지나지 않음", claim_limit >= ON, law="고용보험법 제70조제2항"
)

# --- 지급 개월 ---

paid_until = rule(
    "paid_until",
    "급여가 나오는 마지막 날(휴직 중 그만두면 그날까지)",
    when(fact("left_job_during_leave"), least(end, fact("separation_date")), end),
    law="고용보험법 제73조제1항",
    unit="날",
)

full_months = rule(
    "full_months",
    "꽉 채운 육아휴직 개월",
    greatest(0, months_between(start, days_after(paid_until, 1))),
    law=("고용보험법 시행령 제95조제1항", "고용보험법 시행령 제95조제2항"),
    unit="개월",
)

longest_leave = rule(
    "longest_leave",
    "쓸 수 있는 육아휴직 개월(부모 각 3개월 이상·한부모·장애아동은 6개월 더)",
    when(
        earlier + full_months < param("leave_months_general", at=start),
        param("leave_months_general", at=start),
        when(
            any_of(
                fact("partner_leave_months") >= param("leave_months_each_parent", at=start),
                fact("partner_leave_three_months"),
                fact("lone_parent"),
                fact("child_severely_disabled"),
            ),
            param("leave_months_general", at=start) + param("leave_months_extended", at=start),
            param("leave_months_general", at=start),
        ),
    ),
    law=f"{EQUALITY_ACT} 제19조제2항",
    unit="개월",
)

paid_months = rule(
    "paid_months",
    "급여가 나오는 꽉 채운 개월",
    least(full_months, greatest(0, longest_leave - earlier)),
    law=("고용보험법 시행령 제95조제1항", f"{EQUALITY_ACT} 제19조제2항"),
    unit="개월",
)

day_before_start = days_after(start, -1)
part_month_start = days_after(expires(day_before_start, full_months), 1)
days_in_part_month = days_between(part_month_start, days_after(expires(day_before_start, full_months + 1), 1))
part_days = rule(
    "part_days",
    "한 달이 안 되는 나머지 일수",
    when(
        earlier + full_months < longest_leave,
        greatest(0, days_between(part_month_start, days_after(paid_until, 1))),
        lift(0),
    ),
    law="고용보험법 시행령 제95조제3항",
    unit="일",
)

months_with_both = rule(
    "months_with_both_parents",
    "자녀가 18개월이 될 때까지 부모가 모두 쓴 개월(최대 6)",
    least(
        6,
        least(
            fact("partner_leave_months"),
            greatest(
                0,
                earlier
                + months_between(
                    start,
                    least(
                        days_after(paid_until, 1),
                        months_after(fact("child_birth_date"), param("both_parents_child_months", at=start)),
                    ),
                ),
            ),
        ),
    ),
    law="고용보험법 시행령 제95조의3제1항",
    unit="개월",
)

# --- 월별 금액 ---

_GENERAL = {1: "1_to_3", 2: "1_to_3", 3: "1_to_3", 4: "4_to_6", 5: "4_to_6", 6: "4_to_6"}


def _ceiling(month: int) -> Expr:
    general = param(f"leave_pay_ceiling_{_GENERAL[month]}", at=start)
    lone = param("lone_parent_ceiling_1_to_3", at=start) if month <= 3 else general
    both = param(f"both_parents_ceiling_{month}", at=start)
    return when(fact("lone_parent"), lone, when(months_with_both >= month, both, general))


def _less_employer_pay(pay: Expr) -> Expr:
    """Art. 98: what pay and the employer's money together exceed the ordinary wage by is taken off.

    Nothing is taken off where the employer pays nothing, even if the floor lies above the ordinary wage.
    """
    employer_pay = fact("employer_monthly_pay")
    return when(employer_pay >= 1, greatest(0, pay - greatest(0, pay + employer_pay - wage)), pay)


def _pay_in(month: int) -> Rule:
    pay = least(greatest(wage, param("leave_pay_floor", at=start)), _ceiling(month))
    return rule(
        f"pay_in_month_{month}",
        f"{month}개월째 급여(월 통상임금, 하한과 상한 적용)",
        _less_employer_pay(pay),
        law=(
            f"고용보험법 시행령 제95조제1항제{1 if month <= 3 else 2}호",
            "고용보험법 시행령 제95조의3",
            "고용보험법 시행령 제98조",
        ),
        unit="원",
    )


pay_by_month = {month: _pay_in(month) for month in range(1, 7)}

pay_later = rule(
    "pay_from_month_7",
    "7개월째부터 급여(월 통상임금의 80%, 하한과 상한 적용)",
    _less_employer_pay(
        least(
            greatest(
                wage.percent(param("leave_pay_rate_7_up", at=start)), param("leave_pay_floor", at=start)
            ),
            param("leave_pay_ceiling_7_up", at=start),
        )
    ),
    law=(
        "고용보험법 시행령 제95조제1항제3호",
        "고용보험법 시행령 제95조의3제1항제2호",
        "고용보험법 시행령 제98조",
    ),
    unit="원",
)


def _pay_at(month: Expr) -> Expr:
    return table([(month.equals(number), pay) for number, pay in pay_by_month.items()], otherwise=pay_later)


def _months_paid() -> Expr:
    last = earlier + paid_months
    amount: Expr = greatest(0, last - greatest(earlier, 6)) * pay_later
    for number, pay in pay_by_month.items():
        amount = amount + when(all_of(earlier < number, last >= number), pay, lift(0))
    return amount


part_month_pay = rule(
    "part_month_pay",
    "나머지 일수의 급여(날수에 비례)",
    when(part_days >= 1, _pay_at(earlier + full_months + 1) * part_days // days_in_part_month, lift(0)),
    law="고용보험법 시행령 제95조제3항",
    unit="원",
)

whole_pay = rule(
    "pay_for_the_whole_leave",
    "월별 급여를 모두 더한 금액",
    _months_paid() + part_month_pay,
    law=("고용보험법 시행령 제95조제1항", "고용보험법 시행령 제95조의3"),
    unit="원",
)

total = rule(
    "total",
    "모두 합한 금액(휴직 중 취업한 날은 뺌)",
    when(
        fact("worked_days_during_leave") <= 0,
        whole_pay,
        whole_pay * greatest(0, leave_days - fact("worked_days_during_leave")) // greatest(1, leave_days),
    ),
    law=("고용보험법 제70조제4항", "고용보험법 제73조제2항"),
    unit="원",
)

first_pay = rule(
    "first_month_pay",
    "첫 달 급여(한 달이 안 되는 육아휴직은 날수에 비례)",
    when(paid_months >= 1, _pay_at(earlier + 1), part_month_pay),
    law=("고용보험법 시행령 제95조제1항", "고용보험법 시행령 제95조의3"),
    unit="원",
)

PARENTAL_LEAVE_BENEFIT = Programme(
    key="parental_leave_benefit",
    name="육아휴직 급여",
    description="아이를 돌보려고 육아휴직을 쓰는 동안 고용보험에서 다달이 드리는 돈입니다.",
    law=laws("고용보험법 제70조", "고용보험법 시행령 제95조", "고용보험법 시행령 제95조의3"),
    conditions=(on_leave, long_enough, enough_insured_days, claimed_in_time),
    outputs=(total, first_pay, paid_months, part_days, months_with_both),
    deadline=claim_limit,
    granted="첫 달 {first_month_pay}, 육아휴직 기간 동안 모두 {total}을 받을 수 있습니다.",
    next_steps=(
        "육아휴직을 시작하고 1개월이 지나면 고용24(work24.go.kr)나 고용센터에 신청하세요.",
        "회사에 육아휴직 확인서를 내 달라고 하세요. 처음 한 번만 필요합니다.",
        "그다음부터는 한 달 단위로 다음 달 말일까지 신청하세요.",
        "부모가 함께 쓰면 아이가 태어난 뒤 18개월까지는 급여 상한이 더 높아집니다.",
    ),
    signal=fact("parental_leave_taken"),
    rounding="한 달이 안 되는 기간의 1원 미만은 버립니다.",
    cautions=(
        "2025년 1월 1일 이후 시작한 육아휴직의 금액 기준입니다. 그 전에 시작했으면 금액을 계산하지 않습니다.",
        "휴직 중 취업한 날이 있으면 어느 달에 일했는지에 따라 금액이 달라집니다.",
    ),
)
