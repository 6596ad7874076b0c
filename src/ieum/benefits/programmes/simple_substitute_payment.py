"""간이대지급금: 임금채권보장법 제7조제1항제4호·제5호, 제7조의2; 시행령 제6조부터 제9조까지."""

from ieum.benefits.language import (
    ON,
    Expr,
    all_of,
    any_of,
    days_after,
    fact,
    greatest,
    least,
    lift,
    months_between,
    param,
    rule,
    when,
)
from ieum.benefits.programme import Programme, laws
from ieum.benefits.programmes.periods import expires

left = fact("left_arrears_employer")
confirmed = fact("arrears_confirmed")
judged = fact("judgment_obtained")

unpaid = rule(
    "has_arrears",
    "회사에서 받지 못한 임금·퇴직금 등이 있음",
    fact("has_arrears"),
    law="임금채권보장법 제7조제1항",
)

covered_employer = rule(
    "covered_employer",
    "산재보험이 적용되는 사업(국가·지방자치단체 직접 사업은 제외)",
    fact("employer_covered"),
    law="임금채권보장법 제3조",
)

last_day = rule(
    "reference_day",
    "퇴직한 날(재직 중이면 맨 나중에 임금을 못 받은 날)",
    when(left, fact("arrears_retired_on"), fact("last_arrears_on")),
    law=("임금채권보장법 시행령 제7조제2항", "임금채권보장법 시행령 제7조제3항제3호"),
    unit="날",
)


def _operated_six_months(since: str) -> Expr:
    return months_between(fact(since), days_after(last_day, 1)) >= param("employer_operating_months")


operated_long_enough = rule(
    "employer_operated_six_months",
    "회사가 그날까지 6개월 이상 사업을 함(면허 없는 건설 하수급인이면 윗 건설사 기준)",
    any_of(
        _operated_six_months("employer_operating_since"),
        all_of(fact("unlicensed_subcontractor"), _operated_six_months("prime_contractor_operating_since")),
    ),
    law=(
        "임금채권보장법 시행령 제8조제2항",
        "임금채권보장법 시행령 제8조제3항",
        "임금채권보장법 시행령 제8조제4항",
        "임금채권보장법 시행령 제8조제5항",
    ),
)

report_limit = rule(
    "report_limit",
    "노동청에 신고할 수 있는 마지막 날(다음 날부터 1년)",
    expires(last_day, param("report_within_months")),
    law=("임금채권보장법 시행령 제7조제2항제2호", "임금채권보장법 시행령 제7조제3항제3호나목"),
    unit="날",
)

suit_limit = rule(
    "suit_limit",
    "소송을 낼 수 있는 마지막 날(다음 날부터 2년)",
    expires(last_day, param("suit_within_months")),
    law=("임금채권보장법 시행령 제7조제2항제1호", "임금채권보장법 시행령 제7조제3항제3호가목"),
    unit="날",
)

reported_in_time = rule(
    "reported_in_time",
    "기한 안에 신고했거나 아직 신고할 수 있음",
    any_of(
        report_limit >= ON,
        all_of(fact("arrears_report_filed"), fact("arrears_reported_on") <= report_limit),
    ),
    law=("임금채권보장법 시행령 제7조제2항제2호", "임금채권보장법 시행령 제7조제3항제3호나목"),
)

sued_in_time = rule(
    "sued_in_time",
    "기한 안에 소송을 냈거나 아직 낼 수 있음",
    any_of(suit_limit >= ON, all_of(fact("suit_filed"), fact("sued_on") <= suit_limit)),
    law=("임금채권보장법 시행령 제7조제2항제1호", "임금채권보장법 시행령 제7조제3항제3호가목"),
)

in_service_conditions = rule(
    "in_service_conditions",
    "아직 다니는 중이라면: 1개월 미만 일용이 아니고, 시급이 최저임금의 110% 미만이며, 이 회사에서 처음 받음",
    when(
        left,
        lift(True),
        all_of(
            ~fact("contract_under_one_month"),
            fact("contract_hourly_wage") * 100
            < param("minimum_wage_hourly") * param("in_service_wage_limit"),
            ~fact("in_service_substitute_paid_before"),
        ),
    ),
    law=("임금채권보장법 제7조의2", "임금채권보장법 시행령 제7조제3항"),
)

confirmation_claim_end = expires(fact("arrears_confirmed_on"), param("claim_after_confirmation_months"))
judgment_claim_end = expires(fact("judged_on"), param("claim_after_judgment_months"))

confirmation_usable = rule(
    "confirmation_usable",
    "체불 임금등·사업주 확인서가 발급되었고 6개월이 지나지 않음",
    all_of(
        confirmed,
        reported_in_time,
        confirmation_claim_end >= ON,
    ),
    law=("임금채권보장법 제7조제1항제5호", "임금채권보장법 시행령 제9조제1항제3호"),
)

judgment_usable = rule(
    "judgment_usable",
    "확정 판결 등을 받았고 1년이 지나지 않음",
    all_of(
        judged,
        sued_in_time,
        judgment_claim_end >= ON,
    ),
    law=("임금채권보장법 제7조제1항제4호", "임금채권보장법 시행령 제9조제1항제2호"),
)

way_open = rule(
    "way_open",
    "기한 안에 신고·소송·청구를 했거나 아직 할 수 있음",
    any_of(
        confirmation_usable,
        judgment_usable,
        all_of(~confirmed, reported_in_time),
        all_of(~judged, sued_in_time),
    ),
    law=("임금채권보장법 시행령 제7조", "임금채권보장법 시행령 제9조제1항"),
)

papers = rule(
    "papers_in_hand",
    "체불 확인서 또는 판결 등이 있음",
    any_of(confirmation_usable, judgment_usable),
    law=("임금채권보장법 제7조제1항제4호", "임금채권보장법 제7조제1항제5호"),
)

wage_part = rule(
    "wage_part",
    "임금·휴업수당·출산전후휴가 급여(각 최종 3개월분)와 상한 중 적은 금액",
    least(
        fact("unpaid_wages") + fact("unpaid_shutdown_allowance") + fact("unpaid_maternity_pay"),
        param("substitute_wage_ceiling"),
    ),
    law=("임금채권보장법 제7조제2항제2호", "임금채권보장법 시행령 제6조제2항"),
    unit="원",
)

severance_part = rule(
    "severance_part",
    "최종 3년간 퇴직급여와 상한 중 적은 금액(재직 중이면 없음)",
    when(left, least(fact("unpaid_severance"), param("substitute_severance_ceiling")), lift(0)),
    law=(
        "임금채권보장법 제7조제2항제2호가목",
        "임금채권보장법 제7조의2제2항",
        "임금채권보장법 시행령 제6조제2항",
    ),
    unit="원",
)

total = rule(
    "total",
    "받을 수 있는 대지급금(총 상한을 적용하고 같은 기간의 도산대지급금을 뺌)",
    greatest(
        0,
        least(wage_part + severance_part, param("substitute_total_ceiling"))
        - fact("insolvency_payment_received"),
    ),
    law=("임금채권보장법 제7조제2항", "임금채권보장법 제7조제3항", "임금채권보장법 시행령 제6조제2항"),
    unit="원",
)

not_paid_twice = rule(
    "not_paid_twice",
    "같은 기간에 대해 간이대지급금을 받은 적이 없음",
    ~fact("simple_payment_received"),
    law=("임금채권보장법 제7조제3항제2호", "임금채권보장법 제7조의2제5항제2호"),
)

something_left = rule(
    "something_left",
    "받을 금액이 남아 있음",
    total >= 1,
    law=("임금채권보장법 제7조제2항", "임금채권보장법 제7조제3항"),
)

claim_limit = rule(
    "claim_limit",
    "지금 할 일의 마지막 날(확인서가 있으면 청구, 없으면 신고)",
    when(
        all_of(confirmed, confirmation_claim_end >= ON),
        confirmation_claim_end,
        when(
            all_of(judged, judgment_claim_end >= ON),
            judgment_claim_end,
            when(fact("arrears_report_filed"), suit_limit, report_limit),
        ),
    ),
    law=("임금채권보장법 시행령 제9조제1항", "임금채권보장법 시행령 제7조제2항"),
    unit="날",
)

SIMPLE_SUBSTITUTE_PAYMENT = Programme(
    key="simple_substitute_payment",
    name="간이대지급금(체불 임금을 나라가 먼저 지급)",
    description="회사가 월급이나 퇴직금을 주지 않을 때, 나라가 한도 안에서 먼저 주고 회사에 돌려받는 제도입니다.",
    law=laws("임금채권보장법 제7조", "임금채권보장법 제7조의2", "임금채권보장법 시행령 제6조"),
    conditions=(
        unpaid,
        something_left,
        covered_employer,
        operated_long_enough,
        way_open,
        in_service_conditions,
        not_paid_twice,
    ),
    procedure=(papers,),
    outputs=(total, wage_part, severance_part),
    deadline=claim_limit,
    deadline_says="{deadline}까지 신고하거나 청구해야 합니다.",
    granted="나라에서 {total}을 먼저 받을 수 있습니다.",
    pending="아직은 아니지만, 노동청에 체불을 신고해 확인서를 받거나 판결을 받으면 {total}을 받을 수 있습니다.",
    next_steps=(
        "아직 신고하지 않았다면 노동포털(labor.moel.go.kr)이나 가까운 노동청에 임금체불 진정을 내세요.",
        "노동청 조사에서 체불이 확인되면 '체불 임금등·사업주 확인서' 발급을 신청하세요.",
        "확인서가 나온 날부터 6개월 안에 근로복지공단에 간이대지급금을 청구하세요.",
    ),
    signal=fact("has_arrears"),
    rounding="원 단위 금액을 그대로 더하고 뺍니다.",
    cautions=(
        "근로복지공단이 체불 금액과 회사 자료를 다시 확인합니다.",
        "나이와 관계없이 같은 상한을 적용해 계산했습니다.",
    ),
)
