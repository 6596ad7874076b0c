"""국민취업지원제도 Ⅰ·Ⅱ유형: 구직자 취업촉진 및 생활안정지원에 관한 법률 제6조, 제7조; 시행령 제2조부터 제5조까지."""

from ieum.benefits.language import (
    ON,
    Expr,
    all_of,
    any_of,
    days_after,
    fact,
    least,
    months_after,
    param,
    rule,
    table,
    years_between,
)
from ieum.benefits.programme import Conflict, Programme, laws

ACT = "구직자취업촉진및생활안정지원에관한법률"
birth = fact("birth_date")
size = fact("household_size")
income = fact("household_monthly_income")

looking_for_work = rule(
    "looking_for_work",
    "일할 능력과 뜻이 있는데 취업하지 못한 상태",
    all_of(~fact("employed"), fact("able_and_willing")),
    law=f"{ACT} 제6조제1항제1호",
)

age = rule("age", "신청일 현재 나이", years_between(birth, ON), law=f"{ACT} 제6조제1항제2호", unit="세")

working_age = rule(
    "working_age",
    "15세 이상 64세 이하",
    all_of(age >= param("support_minimum_age"), age <= param("support_maximum_age")),
    law=f"{ACT} 제6조제1항제2호",
)

age_less_service = rule(
    "age_less_military_service",
    "병역의무 이행기간(최대 3년)을 뺀 나이",
    years_between(
        least(
            days_after(birth, fact("military_service_days")),
            months_after(birth, param("military_years_ceiling") * 12),
        ),
        ON,
    ),
    law=(f"{ACT} 제6조제1항제3호", f"{ACT} 시행령 제2조제5항"),
    unit="세",
)

youth = rule(
    "youth",
    "15세 이상 34세 이하 청년(병역기간만큼 늘어남)",
    all_of(
        age >= param("support_minimum_age"),
        any_of(
            age <= param("youth_maximum_age"),
            all_of(
                age <= param("youth_maximum_age") + param("military_years_ceiling"),
                age_less_service <= param("youth_maximum_age"),
            ),
        ),
    ),
    law=(f"{ACT} 제6조제1항제3호", f"{ACT} 시행령 제2조제5항"),
)

median_income = rule(
    "median_income",
    "가구원 수에 따른 기준 중위소득(8인부터는 7인과 6인의 차이만큼 더함)",
    table(
        [(size <= people, param(f"median_income_{people}")) for people in range(1, 8)],
        otherwise=param("median_income_7")
        + (param("median_income_7") - param("median_income_6")) * (size - 7),
    ),
    law=(f"{ACT} 제6조제1항제3호", f"{ACT} 시행령 제2조제1항"),
    unit="원",
)


def _income_within(share: str) -> Expr:
    return income * 100 <= median_income * param(share)


service_income = rule(
    "income_for_service",
    "가구 월평균 총소득이 중위소득의 100% 이하(청년은 120% 이하)",
    any_of(_income_within("service_income_share"), all_of(youth, _income_within("youth_income_share"))),
    law=(f"{ACT} 제6조제1항제3호", f"{ACT} 시행령 제2조제4항"),
)

not_barred = rule(
    "not_barred",
    "참여가 끝난 뒤(보통 3년), 부정수급 취소 뒤(5년)의 신청 제한기간이 아님",
    ~fact("support_barred"),
    law=(f"{ACT} 제27조제2항", f"{ACT} 제29조제3항", f"{ACT} 시행령 제12조", f"{ACT} 시행령 제13조"),
)

# --- Ⅰ유형: 구직촉진수당 ---

low_income = rule(
    "income_for_allowance",
    "가구 월평균 총소득이 중위소득의 60% 이하",
    _income_within("allowance_income_share"),
    law=(f"{ACT} 제7조제1항제2호", f"{ACT} 시행령 제3조제1항"),
)

property_within = rule(
    "property_within",
    "가구 재산이 4억원 이하(청년은 고시 금액 이하)",
    any_of(
        fact("household_property") <= param("allowance_property_ceiling"),
        all_of(youth, fact("household_property") <= param("youth_property_ceiling")),
    ),
    law=(f"{ACT} 제7조제1항제3호", f"{ACT} 시행령 제3조제3항"),
)

worked_enough = rule(
    "worked_enough",
    "최근 2년 동안 100일 또는 800시간 이상 일함",
    any_of(
        fact("work_days_2y") >= param("work_days_required"),
        fact("work_hours_2y") >= param("work_hours_required"),
    ),
    law=(f"{ACT} 제7조제1항제4호", f"{ACT} 시행령 제3조제4항"),
)

income_route = rule(
    "income_route",
    "소득 기준을 채우거나, 청년으로서 중위소득의 120% 이하(선발형)",
    any_of(low_income, all_of(youth, _income_within("youth_income_share"))),
    law=(f"{ACT} 제7조제1항제2호", f"{ACT} 제7조제2항", f"{ACT} 시행령 제4조"),
)

by_requirement = rule(
    "by_requirement",
    "요건을 모두 채워 선발 없이 받는지(요건심사형)",
    all_of(low_income, worked_enough),
    law=(f"{ACT} 제7조제1항", f"{ACT} 제7조제2항"),
)

not_studying = rule(
    "not_studying_or_serving",
    "학업이나 군복무로 당장 취업이 어려운 상태가 아님",
    all_of(~fact("student"), ~fact("in_military_service")),
    law=(f"{ACT} 제7조제3항제1호", f"{ACT} 시행령 제5조제1항"),
)

no_livelihood_benefit = rule(
    "no_livelihood_benefit", "생계급여를 받지 않음", ~fact("livelihood_benefit"), law=f"{ACT} 제7조제3항제2호"
)

no_recent_job_seeking_benefit = rule(
    "no_recent_job_seeking_benefit",
    "구직급여를 받고 있지 않고, 마지막으로 받은 지 6개월이 지남",
    ~fact("job_seeking_benefit_recent"),
    law=f"{ACT} 제7조제3항제3호",
)

no_recent_public_support = rule(
    "no_recent_public_support",
    "정부 일자리사업·다른 구직 수당이 없거나 끝난 지 6개월이 지남",
    all_of(~fact("direct_job_recent"), ~fact("other_allowance_recent")),
    law=(
        f"{ACT} 제7조제3항제4호",
        f"{ACT} 제7조제3항제5호",
        f"{ACT} 시행령 제5조제2항",
        f"{ACT} 시행령 제5조제3항",
    ),
)

own_income_low = rule(
    "own_income_low",
    "본인의 월평균 총소득이 1인 가구 중위소득의 60% 미만",
    fact("own_monthly_income") * 100 < param("median_income_1") * param("own_income_share"),
    law=(f"{ACT} 제7조제3항제6호", f"{ACT} 시행령 제5조제4항"),
)

monthly_allowance = rule(
    "monthly_allowance",
    "한 달 구직촉진수당(부양가족이 있으면 더함)",
    param("allowance_monthly")
    + param("allowance_per_dependant") * least(fact("dependants"), param("allowance_dependants_ceiling")),
    law=(f"{ACT} 제18조", f"{ACT} 제19조제1항"),
    unit="원",
)

allowance_months = rule(
    "allowance_months", "받는 기간", param("allowance_months"), law=f"{ACT} 제20조제1항", unit="개월"
)

total = rule(
    "total",
    "모두 합한 금액(한 달 금액 × 개월)",
    monthly_allowance * allowance_months,
    law=(f"{ACT} 제19조", f"{ACT} 제20조제1항"),
    unit="원",
)

service_months = rule(
    "service_months", "취업지원서비스 기간", param("service_months"), law=f"{ACT} 제15조제1항", unit="개월"
)

_STEPS = (
    "고용24(work24.go.kr) 또는 가까운 고용센터에서 국민취업지원제도 참여를 신청하세요.",
    "가족의 소득·재산 자료를 나라가 확인하는 데 동의하면 따로 서류를 떼지 않아도 됩니다.",
    "상담사와 함께 취업활동계획을 세우고 그 계획을 지키세요.",
)

NATIONAL_EMPLOYMENT_SUPPORT_1 = Programme(
    key="national_employment_support_1",
    name="국민취업지원제도 Ⅰ유형(구직촉진수당)",
    description="소득이 적은 구직자에게 취업지원 서비스와 함께 다달이 구직촉진수당을 드립니다.",
    law=laws(f"{ACT} 제7조", f"{ACT} 제18조", f"{ACT} 제20조"),
    conditions=(
        looking_for_work,
        working_age,
        income_route,
        property_within,
        no_livelihood_benefit,
        no_recent_job_seeking_benefit,
        own_income_low,
        not_studying,
        no_recent_public_support,
        not_barred,
    ),
    outputs=(total, monthly_allowance, allowance_months, by_requirement),
    granted="한 달 {monthly_allowance}씩 {allowance_months}, 모두 {total}을 받을 수 있습니다.",
    next_steps=_STEPS,
    signal=~fact("employed"),
    rounding="원 단위 금액을 그대로 곱합니다.",
    cautions=(
        "요건심사형이 아니면 예산 범위에서 뽑으므로 받지 못할 수도 있습니다.",
        "참여하는 동안 소득이 생기면 수당이 줄거나 멈출 수 있습니다.",
    ),
    conflicts=(
        Conflict(
            "job_seeking_benefit",
            "구직급여와 함께 받을 수 없습니다. 구직급여를 받으면 끝나고 6개월이 지나야 신청할 수 있습니다.",
            laws(f"{ACT} 제7조제3항제3호"),
        ),
    ),
)

NATIONAL_EMPLOYMENT_SUPPORT_2 = Programme(
    key="national_employment_support_2",
    name="국민취업지원제도 Ⅱ유형(취업지원서비스)",
    description="상담, 직업훈련, 일경험, 일자리 소개 같은 취업지원 서비스를 1년 동안 받습니다.",
    law=laws(f"{ACT} 제6조", f"{ACT} 제13조", f"{ACT} 제15조"),
    conditions=(looking_for_work, working_age, service_income, not_barred),
    outputs=(service_months,),
    granted="취업지원 서비스를 {service_months} 동안 받을 수 있습니다.",
    next_steps=_STEPS,
    signal=~fact("employed"),
    rounding="금액을 계산하지 않습니다.",
    cautions=(
        "훈련에 참여할 때 드는 비용(취업활동비용)은 예산 범위에서 따로 지원됩니다.",
        "취업취약계층은 장관 고시로 나이·소득 기준이 더 넓을 수 있으니 고용센터에 물어보세요.",
    ),
    conflicts=(
        Conflict(
            "national_employment_support_1",
            "Ⅰ유형을 받으면 이 서비스가 그 안에 들어 있어 따로 받지 않습니다.",
            laws(f"{ACT} 제7조제1항제1호"),
        ),
    ),
)
