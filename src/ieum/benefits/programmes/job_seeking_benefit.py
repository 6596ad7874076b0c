"""구직급여: 고용보험법 제4장 제2절.

The Act's amendment of 2026-03-17 (daily base from reported remuneration) is in force from 2028-01-01 and only for
separations from then on (its supplementary provisions, art. 1 and 3); until then art. 45 works on the average wage.
"""

from datetime import date

from ieum.benefits.language import (
    ON,
    Expr,
    all_of,
    any_of,
    days_after,
    days_between,
    fact,
    first_of_month,
    greatest,
    least,
    lift,
    months_after,
    param,
    rule,
    table,
    when,
    years_between,
)
from ieum.benefits.programme import Conflict, Programme, laws
from ieum.benefits.programmes.periods import expires

CLOSED, REDUCED, RETIRED, EXPIRED = 22, 23, 31, 32
RESIGNED, RESIGNED_OVER_CONDITIONS, DISMISSED_FOR_CAUSE = 11, 12, 26

separation = fact("separation_date")
daily_worker = fact("daily_worker")

# --- 수급 요건 ---

covered = rule(
    "covered_by_the_act",
    "65세 이후에 새로 고용된 사람이 아님(65세 전부터 계속 가입했으면 괜찮음)",
    when(
        years_between(fact("birth_date"), fact("acquisition_date")) >= 65,
        fact("insured_before_65_continuously"),
        lift(True),
    ),
    law="고용보험법 제10조제3항",
)

short_week = rule(
    "short_week_worker",
    "주 15시간 미만이고 주 2일 이하로 일한 초단시간 근로자",
    all_of(fact("weekly_contract_hours") < 15, fact("weekly_contract_days") <= 2),
    law="고용보험법 제40조제2항제2호",
)

enough_insured_days = rule(
    "enough_insured_days",
    "기준기간 동안 피보험 단위기간이 180일 이상",
    any_of(
        fact("insured_unit_days") >= param("required_unit_days"),
        all_of(
            fact("unpaid_absence_days") >= 30,
            fact("insured_unit_days_extended") >= param("required_unit_days"),
        ),
        all_of(
            short_week,
            fact("short_week_unit_days_24m") >= param("short_week_required_unit_days"),
            fact("insured_unit_days_24m") >= param("required_unit_days"),
        ),
    ),
    law=("고용보험법 제40조제1항제1호", "고용보험법 제40조제2항", "고용보험법 제41조제1항"),
)

out_of_work = rule(
    "out_of_work",
    "일자리를 잃고 아직 취업하지 못한 상태",
    ~fact("employed"),
    law="고용보험법 제40조제1항제2호",
)

looking_for_work = rule(
    "looking_for_work",
    "일할 뜻과 능력이 있고 일자리를 적극적으로 찾음",
    fact("able_and_willing"),
    law=("고용보험법 제40조제1항제2호", "고용보험법 제40조제1항제4호"),
)

reason = fact("separation_reason_code")
reason_accepted = rule(
    "reason_accepted",
    "그만둔 까닭이 수급 제한 사유가 아님",
    table(
        [
            (reason.is_in([CLOSED, REDUCED, RETIRED, EXPIRED]), lift(True)),
            (reason.equals(DISMISSED_FOR_CAUSE), ~fact("serious_misconduct")),
            (reason.is_in([RESIGNED, RESIGNED_OVER_CONDITIONS]), fact("just_cause") >= 1),
        ],
        otherwise=lift(False),
    ),
    law=("고용보험법 제40조제1항제3호", "고용보험법 제58조", "고용보험법 시행규칙 제101조제2항"),
)

claim_month_start = rule(
    "first_day_of_last_month",
    "신청일이 속한 달의 전달 첫날",
    first_of_month(months_after(ON, -1)),
    law="고용보험법 제40조제1항제5호가목",
)

daily_worker_conditions = rule(
    "daily_worker_conditions",
    "일용근로자였다면: 최근 일한 날이 3분의 1 미만(또는 건설일용 14일 무근로), 제한 사유 이직 시 일용 90일 이상",
    when(
        daily_worker,
        all_of(
            any_of(
                fact("recent_work_days") * 3 < days_between(claim_month_start, ON) + 1,
                all_of(fact("construction_daily_worker"), fact("no_work_for_14_days")),
            ),
            when(
                fact("restricted_separation_in_base_period"),
                fact("daily_worker_unit_days") >= param("required_daily_worker_unit_days"),
                lift(True),
            ),
        ),
        lift(True),
    ),
    law=("고용보험법 제40조제1항제5호", "고용보험법 제40조제1항제6호"),
)

# --- 수급기간 ---

ordinary_period_end = rule(
    "ordinary_period_end",
    "이직 다음 날부터 12개월이 되는 날",
    expires(separation, 12),
    law="고용보험법 제48조제1항",
    unit="날",
)

postponed_period_end = rule(
    "postponed_period_end",
    "연기한 기간을 더한 수급기간의 끝(최대 4년)",
    least(
        days_after(ordinary_period_end, fact("receipt_period_postponed_days")),
        expires(separation, 48),
    ),
    law="고용보험법 제48조제2항",
    unit="날",
)

within_receipt_period = rule(
    "within_receipt_period",
    "수급기간이 지나지 않음",
    any_of(ordinary_period_end >= ON, postponed_period_end >= ON),
    law=("고용보험법 제48조제1항", "고용보험법 제48조제2항"),
)

# --- 하루 금액 ---

wage_base = rule(
    "wage_base",
    "기초가 되는 임금일액(평균임금과 통상임금 중 큰 금액)",
    when(
        daily_worker,
        fact("average_daily_wage"),
        greatest(fact("average_daily_wage"), fact("ordinary_daily_wage")),
    ),
    law=("고용보험법 제45조제1항", "고용보험법 제45조제2항"),
    unit="원",
)

counted_hours = least(fact("daily_contract_hours"), param("daily_hours_ceiling", at=separation))

lowest_base = rule(
    "lowest_base",
    "최저기초일액(이직일 당시 최저임금 × 하루 소정근로시간)",
    param("minimum_wage_hourly", at=separation) * counted_hours,
    law="고용보험법 제45조제4항",
    unit="원",
)

lowest_daily_amount = rule(
    "lowest_daily_amount",
    "최저구직급여일액(최저기초일액의 80%)",
    when(
        separation < date(2023, 1, 1),
        greatest(
            lowest_base.percent(param("minimum_benefit_rate", at=separation)),
            param("lowest_hourly_amount_before_october_2019", at=separation) * counted_hours,
        ),
        lowest_base.percent(param("minimum_benefit_rate", at=separation)),
    ),
    law="고용보험법 제46조제1항제2호",
    unit="원",
)

ordinary_daily_amount = rule(
    "ordinary_daily_amount",
    "상한을 적용한 임금일액의 60%",
    least(wage_base, param("daily_wage_ceiling", at=separation)).percent(
        param("benefit_rate", at=separation)
    ),
    law=("고용보험법 제45조제5항", "고용보험법 시행령 제68조제1항", "고용보험법 제46조제1항제1호"),
    unit="원",
)

daily_amount = rule(
    "daily_amount",
    "하루 구직급여",
    greatest(ordinary_daily_amount, lowest_daily_amount),
    law=("고용보험법 제46조제1항", "고용보험법 제46조제2항"),
    unit="원",
)

# --- 일수 ---

age_at_separation = rule(
    "age_at_separation",
    "이직일 당시 나이",
    years_between(fact("birth_date"), separation),
    law="고용보험법 별표 1",
    unit="세",
)

insured_years = rule(
    "insured_years",
    "피보험기간(3년 안에 옮긴 앞 직장을 합한 햇수)",
    years_between(fact("insured_period_start"), days_after(separation, 1)),
    law=("고용보험법 제50조제3항", "고용보험법 제50조제4항"),
    unit="년",
)

senior_or_disabled = rule(
    "senior_or_disabled",
    "50세 이상이거나 장애인",
    any_of(age_at_separation >= 50, fact("disabled")),
    law="고용보험법 별표 1",
)


def _days_row(general: str, senior: str) -> Expr:
    return when(senior_or_disabled, param(senior, at=separation), param(general, at=separation))


prescribed_days = rule(
    "prescribed_days",
    "소정급여일수(나이와 피보험기간에 따른 표)",
    table(
        [
            (insured_years < 1, param("prescribed_days_general_under_1", at=separation)),
            (insured_years < 3, _days_row("prescribed_days_general_1_to_3", "prescribed_days_senior_1_to_3")),
            (insured_years < 5, _days_row("prescribed_days_general_3_to_5", "prescribed_days_senior_3_to_5")),
            (
                insured_years < 10,
                _days_row("prescribed_days_general_5_to_10", "prescribed_days_senior_5_to_10"),
            ),
        ],
        otherwise=_days_row("prescribed_days_general_10_up", "prescribed_days_senior_10_up"),
    ),
    law=("고용보험법 제50조제1항", "고용보험법 별표 1"),
    unit="일",
)

first_paid_day = rule(
    "first_paid_day",
    "오늘 신고하면 지급이 시작되는 날(대기기간 7일 다음 날, 건설일용은 신고일)",
    when(
        daily_worker,
        when(fact("construction_daily_worker"), ON, days_after(ON, param("waiting_days"))),
        days_after(ON, param("waiting_days")),
    ),
    law="고용보험법 제49조제1항",
    unit="날",
)

receipt_period_end = rule(
    "receipt_period_end",
    "수급기간의 마지막 날",
    when(
        days_between(first_paid_day, ordinary_period_end) + 1 >= prescribed_days,
        ordinary_period_end,
        postponed_period_end,
    ),
    law="고용보험법 제48조",
    unit="날",
)

payable_days = rule(
    "payable_days",
    "지금 신고하면 받을 수 있는 일수",
    greatest(
        0,
        least(
            prescribed_days - fact("benefit_days_already_paid"),
            days_between(first_paid_day, receipt_period_end) + 1,
        ),
    ),
    law=("고용보험법 제48조제1항", "고용보험법 제49조제1항", "고용보험법 제50조제1항"),
    unit="일",
)

days_left = rule(
    "days_left",
    "받을 수 있는 날이 남아 있음",
    any_of(
        all_of(
            # Fewer days paid than the shortest entry of the table: whatever the age and insured years.
            fact("benefit_days_already_paid") < param("prescribed_days_general_under_1", at=separation),
            first_paid_day <= ordinary_period_end,
        ),
        payable_days >= 1,
    ),
    law="고용보험법 제48조제1항",
)

total = rule(
    "total",
    "모두 합한 금액(하루 금액 × 일수)",
    daily_amount * payable_days,
    law=("고용보험법 제46조", "고용보험법 제50조제1항"),
    unit="원",
)

JOB_SEEKING_BENEFIT = Programme(
    key="job_seeking_benefit",
    name="구직급여(실업급여)",
    description="회사를 그만두고 새 일자리를 찾는 동안 생활을 돕는 돈입니다. 고용보험에 들었던 사람이 받습니다.",
    law=laws("고용보험법 제40조", "고용보험법 제43조", "고용보험법 제44조"),
    conditions=(
        enough_insured_days,
        out_of_work,
        reason_accepted,
        looking_for_work,
        within_receipt_period,
        covered,
        daily_worker_conditions,
        days_left,
    ),
    outputs=(total, daily_amount, payable_days, prescribed_days, first_paid_day),
    deadline=receipt_period_end,
    deadline_says="{deadline}이 지나면 남은 날이 있어도 받을 수 없습니다. 서둘러 신고하세요.",
    granted="하루 {daily_amount}씩 {payable_days} 동안, 모두 {total}을 받을 수 있습니다.",
    next_steps=(
        "고용24(work24.go.kr)에서 구직 신청을 하고 수급자격 온라인 교육을 들으세요.",
        "신분증을 가지고 가까운 고용센터에 가서 실업을 신고하세요. 늦게 가면 받을 날이 줄어듭니다.",
        "회사에 이직확인서를 내 달라고 하세요. 요청받은 회사는 내주어야 합니다.",
        "1주에서 4주마다 정해진 날에 일자리를 찾은 내용을 신고하면 그 기간의 돈이 들어옵니다.",
    ),
    signal=all_of(fact("insured_unit_days") >= 1, ~fact("employed")),
    conflicts=(
        Conflict(
            "national_employment_support_1",
            "국민취업지원제도 Ⅰ유형의 구직촉진수당과 함께 받을 수 없습니다. "
            "구직급여가 끝나고 6개월이 지나야 그 수당을 신청할 수 있습니다.",
            laws("구직자취업촉진및생활안정지원에관한법률 제7조제3항제3호"),
        ),
    ),
    rounding="하루 금액의 1원 미만은 버립니다.",
    cautions=(
        "그만둔 까닭과 보수 자료는 고용센터가 이직확인서로 다시 확인합니다.",
        "나눠 지급할 때마다 10원 미만은 지급하지 않아 합계가 조금 다를 수 있습니다.",
    ),
)
