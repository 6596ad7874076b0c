-- What the state already holds about each person, as the facts of facts.toml, on the day $on.
-- $key: one person's standard key, or NULL for everyone. NULL in a column means that no record tells.
WITH people AS (
    SELECT standard_key, birth_date, sex, household_no, relation
    FROM person WHERE alive AND ($key IS NULL OR standard_key = $key)
),
kin AS ( -- everyone whose records can matter for the people asked about: their household and their children's other parent
    SELECT standard_key FROM people
    UNION SELECT m.standard_key FROM household_member m JOIN people p USING (household_no)
    UNION SELECT other.standard_key FROM birth_parent own JOIN people p USING (standard_key)
        JOIN birth_parent other USING (child_no)
),
spells AS ( -- one spell per job; last_day is the day before the loss of insurance (고용보험법 제14조)
    SELECT r.standard_key, s.workplace_no, s.worker_kind, s.acquired_on, s.daily_hours, s.weekly_hours, s.weekly_days,
        s.monthly_ordinary_wage,
        CASE WHEN s.lost_on <= $on THEN s.job_seeking_last_paid_on END AS job_seeking_last_paid_on,
        CASE WHEN s.lost_on <= $on THEN s.lost_on END AS lost_on,
        CASE WHEN s.lost_on <= $on THEN s.separation_reason_code END AS reason
    FROM insurance_spell s JOIN person_record r ON r.feed = 'insurance_history' AND r.record_id = s.record_id
    JOIN kin USING (standard_key)
    WHERE NOT s.superseded AND s.acquired_on <= $on
    QUALIFY row_number() OVER (PARTITION BY r.standard_key, s.workplace_no, s.acquired_on ORDER BY s.loaded_at DESC, s.lost_on DESC NULLS LAST, s.record_id) = 1
),
chained AS ( -- each spell beside the next one of the same person; fresh_from: where its days not counted in a spell before begin
    SELECT *, greatest(acquired_on, coalesce(max(gone_on) OVER before, acquired_on)) AS fresh_from,
        max(gone_on) OVER up_to_here AS covered_until, lead(acquired_on) OVER later AS next_acquired_on
    FROM (SELECT *, coalesce(lost_on, $on + 1) AS gone_on FROM spells)
    WINDOW later AS (PARTITION BY standard_key ORDER BY acquired_on, lost_on NULLS LAST, workplace_no),
        before AS (later ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        up_to_here AS (later ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
current_job AS (SELECT DISTINCT standard_key FROM spells WHERE lost_on IS NULL),
last_job AS ( -- the separation that counts: the latest one, of someone who has no insured job now
    SELECT s.*, s.lost_on - 1 AS last_day
    FROM chained s ANTI JOIN current_job USING (standard_key)
    QUALIFY row_number() OVER (PARTITION BY standard_key ORDER BY lost_on DESC, acquired_on DESC) = 1
),
earlier AS ( -- 고용보험법 제50조제4항: earlier insured periods, newest first, with the first break that ends the counting
    SELECT c.*, sum(CASE WHEN c.next_acquired_on > c.covered_until + INTERVAL 3 YEAR OR c.job_seeking_last_paid_on IS NOT NULL THEN 1 ELSE 0 END)
            OVER newest_first AS breaks,
        sum(CASE WHEN c.next_acquired_on > c.covered_until + 1 THEN 1 ELSE 0 END) OVER newest_first AS gaps,
        greatest(0, date_diff('day', c.fresh_from, least(c.lost_on, l.acquired_on))) AS days_before
    FROM chained c JOIN last_job l USING (standard_key)
    WHERE (c.acquired_on, c.lost_on) < (l.acquired_on, l.lost_on)
    WINDOW newest_first AS (PARTITION BY c.standard_key ORDER BY c.acquired_on DESC, c.lost_on DESC, c.workplace_no DESC)
),
earlier_by_person AS (
    SELECT e.standard_key, coalesce(sum(e.days_before) FILTER (e.breaks = 0), 0) AS days_before,
        max(e.lost_on) FILTER (e.job_seeking_last_paid_on IS NOT NULL) AS counted_from,
        bool_or(e.reason IN (11, 26) AND e.workplace_no <> l.workplace_no AND e.lost_on > l.last_day + 1 - INTERVAL 18 MONTH) AS restricted,
        bool_or(e.gaps = 0 AND date_sub('year', p.birth_date, e.acquired_on) < 65) AS insured_before_65
    FROM earlier e JOIN last_job l USING (standard_key) JOIN people p USING (standard_key) GROUP BY e.standard_key
),
wages AS ( -- one row per person, job and month, cut to the days of employment in the month
    SELECT r.standard_key, w.workplace_no, w.month, w.wage, w.paid_days
    FROM wage_month w JOIN person_record r ON r.feed = 'monthly_wages' AND r.record_id = w.record_id
    JOIN people USING (standard_key)
    WHERE NOT w.superseded AND w.month <= $on
    QUALIFY row_number() OVER (PARTITION BY r.standard_key, w.workplace_no, w.month ORDER BY w.loaded_at DESC, w.record_id) = 1
),
wage_days AS ( -- month_days: days of employment in the month, over which its pay is spread (two spells when left and hired again)
    SELECT *, sum(date_diff('day', first_day, final_day) + 1) OVER (PARTITION BY standard_key, workplace_no, month) AS month_days
    FROM (SELECT w.*, greatest(w.month, s.acquired_on) AS first_day,
        least(last_day(w.month), coalesce(s.lost_on - 1, last_day(w.month))) AS final_day,
        s.worker_kind, s.weekly_hours < 15 AND s.weekly_days <= 2 AS short_week
    FROM wages w JOIN spells s ON s.standard_key = w.standard_key AND s.workplace_no = w.workplace_no
        AND w.month <= coalesce(s.lost_on - 1, $on) AND last_day(w.month) >= s.acquired_on)
),
leaves AS (
    SELECT r.standard_key, l.leave_kind, l.child_no, l.started_on, l.ended_on, l.monthly_ordinary_wage, l.employer_monthly_pay
    FROM leave l JOIN person_record r ON r.feed = 'leaves' AND r.record_id = l.record_id JOIN kin USING (standard_key)
    WHERE NOT l.superseded
),
absence AS ( -- 고용보험법 제40조제2항제1호, 시행령 제60조제2호: unpaid leave of 30 days or more in the 18 months
    SELECT j.standard_key, sum(days) FILTER (days >= 30) AS days FROM last_job j JOIN (
        SELECT l.standard_key, date_diff('day', greatest(l.started_on, CAST(j.last_day + 1 - INTERVAL 18 MONTH AS DATE)), least(l.ended_on, j.last_day)) + 1 AS days
        FROM leaves l JOIN last_job j USING (standard_key) WHERE l.leave_kind = '육아휴직'
    ) USING (standard_key) GROUP BY ALL
),
windows AS ( -- the first days of what counts; 고용보험법 제41조제2항: nothing before the loss for which a benefit was drawn
    SELECT standard_key, last_day, CAST(last_day + 1 - INTERVAL 3 MONTH AS DATE) AS from_3,
        greatest(back_18, counted_from) AS from_18, greatest(CAST(last_day + 1 - INTERVAL 24 MONTH AS DATE), counted_from) AS from_24,
        greatest(CAST(last_day + 1 - INTERVAL 36 MONTH AS DATE), back_18 - CAST(coalesce(absent_days, 0) AS INTEGER), counted_from) AS from_extended
    FROM (SELECT j.standard_key, j.last_day, a.days AS absent_days, CAST(j.last_day + 1 - INTERVAL 18 MONTH AS DATE) AS back_18,
            coalesce(e.counted_from, DATE '1900-01-01') AS counted_from
        FROM last_job j LEFT JOIN earlier_by_person e USING (standard_key) LEFT JOIN absence a USING (standard_key))
),
unit_days AS ( -- 고용보험법 제41조제1항: paid days by month, no more than the month has; a month that a window cuts counts by its share
    SELECT standard_key, sum(in_18) AS in_18, sum(in_24) AS in_24, sum(short_24) AS short_24, sum(in_extended) AS in_extended, sum(daily_18) AS daily_18
    FROM (
        SELECT standard_key, least(sum(paid_18), max(most_18)) AS in_18, least(sum(paid_24), max(most_24)) AS in_24,
            least(sum(short_24), max(most_24)) AS short_24, least(sum(paid_extended), max(most_extended)) AS in_extended,
            least(sum(daily_18), max(most_18)) AS daily_18
        FROM (
            SELECT standard_key, workplace_no, month, overlap(month, last_day(month), any_value(from_18), any_value(last_day)) AS most_18,
                overlap(month, last_day(month), any_value(from_24), any_value(last_day)) AS most_24,
                overlap(month, last_day(month), any_value(from_extended), any_value(last_day)) AS most_extended,
                any_value(paid_days) * sum(days_18) // any_value(month_days) AS paid_18,
                any_value(paid_days) * sum(days_24) // any_value(month_days) AS paid_24,
                any_value(paid_days) * sum(days_24 * short_week::INTEGER) // any_value(month_days) AS short_24,
                any_value(paid_days) * sum(days_extended) // any_value(month_days) AS paid_extended,
                any_value(paid_days) * sum(days_18 * (worker_kind = '일용')::INTEGER) // any_value(month_days) AS daily_18
            FROM (
                SELECT d.*, v.* EXCLUDE (standard_key), overlap(d.first_day, d.final_day, v.from_18, v.last_day) AS days_18,
                    overlap(d.first_day, d.final_day, v.from_24, v.last_day) AS days_24,
                    overlap(d.first_day, d.final_day, v.from_extended, v.last_day) AS days_extended
                FROM wage_days d JOIN windows v USING (standard_key)
            ) GROUP BY standard_key, workplace_no, month
        ) GROUP BY standard_key, month
    ) GROUP BY standard_key
),
average_wage AS ( -- 근로기준법 제2조제1항제6호: three months' wages over their days, months without wages left out of both
    SELECT d.standard_key, sum(share(d.wage, d.month_days, d.first_day, d.final_day, v.from_3, v.last_day)) // nullif(sum(overlap(d.first_day, d.final_day, v.from_3, v.last_day)), 0) AS daily
    FROM wage_days d JOIN windows v USING (standard_key) JOIN last_job j ON j.standard_key = d.standard_key AND j.workplace_no = d.workplace_no
    GROUP BY ALL
),
recent_work AS (
    SELECT standard_key, sum(paid_days) AS days FROM wages WHERE month >= date_trunc('month', $on) - INTERVAL 1 MONTH GROUP BY ALL
),
reports AS (
    SELECT r.standard_key, a.* REPLACE (CASE WHEN a.retired_on <= $on THEN a.retired_on END AS retired_on,
        CASE WHEN a.confirmed_on <= $on THEN a.confirmed_on END AS confirmed_on,
        CASE WHEN a.sued_on <= $on THEN a.sued_on END AS sued_on, CASE WHEN a.judged_on <= $on THEN a.judged_on END AS judged_on), w.covered_from, w.insolvent_on
    FROM arrears a
    JOIN person_record r ON r.feed = 'wage_arrears' AND r.record_id = a.record_id JOIN people USING (standard_key)
    LEFT JOIN (SELECT workplace_no, min(covered_from) AS covered_from, max(insolvent_on) AS insolvent_on FROM workplace WHERE NOT superseded GROUP BY ALL) w USING (workplace_no)
    WHERE NOT a.superseded AND a.reported_on <= $on
    QUALIFY row_number() OVER (PARTITION BY r.standard_key ORDER BY a.reported_on DESC, a.report_no DESC) = 1
),
arrears_job AS ( -- the job with the employer who did not pay: what it pays now, or when it ended after the arrears began
    SELECT s.standard_key, max_by(s.monthly_ordinary_wage, s.acquired_on) FILTER (s.lost_on IS NULL) AS monthly_wage,
        max_by(s.weekly_hours, s.acquired_on) FILTER (s.lost_on IS NULL) AS weekly_hours,
        CASE WHEN bool_and(s.lost_on IS NOT NULL) THEN max(s.lost_on) - 1 END AS left_on
    FROM spells s JOIN reports p USING (standard_key, workplace_no) WHERE s.lost_on IS NULL OR s.lost_on > p.arrears_from GROUP BY ALL
),
means_now AS (
    SELECT r.standard_key, m.* FROM means m JOIN person_record r ON r.feed = 'means' AND r.record_id = m.record_id JOIN kin USING (standard_key)
    WHERE NOT m.superseded AND m.as_of <= $on
    QUALIFY row_number() OVER (PARTITION BY r.standard_key ORDER BY m.as_of DESC, m.record_id) = 1
),
income AS ( -- a figure from before the person left a job, or took the present one, is no longer known to be true
    SELECT m.standard_key, m.real_property + m.rental_deposit + m.vehicle_value AS property,
        CASE WHEN (j.last_day > m.as_of AND m.earned_income > 0) OR j.hired_on > m.as_of THEN NULL
            ELSE m.earned_income + m.business_income + m.financial_income + m.pension_income END AS income
    FROM means_now m LEFT JOIN (SELECT standard_key, max(lost_on) - 1 AS last_day,
        max(acquired_on) FILTER (lost_on IS NULL) AS hired_on FROM spells GROUP BY ALL) j USING (standard_key)
),
family AS ( -- 구직자취업촉진법 시행령 제2조제1항: the applicant, the spouse, parents and children on one register
    SELECT p.standard_key, count(*) AS size,
        CASE WHEN bool_and(i.income IS NOT NULL) THEN sum(i.income) END AS income,
        CASE WHEN bool_and(i.property IS NOT NULL) THEN sum(i.property) END AS property
    FROM people p JOIN household_member m ON m.household_no = p.household_no AND (m.standard_key = p.standard_key OR CASE p.relation
        WHEN '본인' THEN m.relation IN ('배우자', '자녀', '부모') WHEN '배우자' THEN m.relation IN ('본인', '자녀')
        WHEN '자녀' THEN m.relation IN ('본인', '배우자') WHEN '부모' THEN m.relation IN ('본인', '부모') END)
    LEFT JOIN income i ON i.standard_key = m.standard_key
    WHERE p.relation <> '기타' -- whose spouse, parents and children the register does not name
    GROUP BY ALL
),
living_with AS (
    SELECT p.standard_key, count(*) FILTER (date_sub('year', o.birth_date, $on) <= 18 OR date_sub('year', o.birth_date, $on) >= 70) AS dependants,
        bool_or(date_sub('year', o.birth_date, $on) <= 9) AS small_child
    FROM people p JOIN household_member m ON m.household_no = p.household_no AND m.standard_key <> p.standard_key
    JOIN person o ON o.standard_key = m.standard_key AND o.alive AND o.birth_date <= $on
    GROUP BY ALL
),
parental AS ( -- the leave that runs now or ended within the year in which its benefit can be claimed
    SELECT l.*, b.child_birth_date FROM leaves l JOIN people USING (standard_key)
    LEFT JOIN (SELECT DISTINCT child_no, child_birth_date FROM birth_parent) b USING (child_no)
    WHERE l.leave_kind = '육아휴직' AND l.started_on <= $on AND $on <= l.ended_on + INTERVAL 12 MONTH
    QUALIFY row_number() OVER (PARTITION BY standard_key ORDER BY l.started_on DESC, l.child_no) = 1
),
around_leave AS (
    SELECT q.standard_key,
        coalesce((SELECT sum(greatest(0, date_diff('day', greatest(l.started_on, q.started_on), least(l.ended_on, q.ended_on)) + 1))
            FROM leaves l WHERE l.standard_key = q.standard_key AND l.leave_kind = '출산전후휴가'), 0) AS overlap_days,
        coalesce((SELECT sum(date_sub('month', l.started_on, l.ended_on + 1)) FROM leaves l
            WHERE l.standard_key = q.standard_key AND l.leave_kind = '육아휴직' AND l.child_no = q.child_no AND l.ended_on < q.started_on), 0) AS prior_months,
        CASE WHEN EXISTS (SELECT 1 FROM birth_parent o WHERE o.child_no = q.child_no AND o.standard_key <> q.standard_key)
            THEN coalesce((SELECT sum(greatest(0, date_sub('month', l.started_on, least(l.ended_on + 1, CAST(q.child_birth_date + INTERVAL 18 MONTH AS DATE)))))
                FROM birth_parent o JOIN leaves l ON l.standard_key = o.standard_key AND l.child_no = o.child_no AND l.leave_kind = '육아휴직'
                WHERE o.child_no = q.child_no AND o.standard_key <> q.standard_key), 0) END AS partner_months,
        CASE WHEN EXISTS (SELECT 1 FROM birth_parent o WHERE o.child_no = q.child_no AND o.standard_key <> q.standard_key)
            THEN coalesce((SELECT sum(date_sub('month', l.started_on, l.ended_on + 1)) FROM birth_parent o
                JOIN leaves l ON l.standard_key = o.standard_key AND l.child_no = o.child_no AND l.leave_kind = '육아휴직'
                WHERE o.child_no = q.child_no AND o.standard_key <> q.standard_key), 0) >= 3 END AS partner_three_months,
        (SELECT sum(share(d.paid_days, d.month_days, d.first_day, d.final_day, coalesce(drawn.lost_on, DATE '1900-01-01'), q.started_on - 1))
            FROM wage_days d LEFT JOIN ( -- 고용보험법 제41조제2항
                SELECT standard_key, max(lost_on) AS lost_on FROM spells WHERE job_seeking_last_paid_on IS NOT NULL GROUP BY ALL
            ) drawn USING (standard_key) WHERE d.standard_key = q.standard_key) AS unit_days,
        EXISTS (SELECT 1 FROM spells s WHERE s.standard_key = q.standard_key AND s.lost_on - 1 BETWEEN q.started_on AND q.ended_on) AS left_job,
        EXISTS (SELECT 1 FROM spells s WHERE s.standard_key = q.standard_key AND s.acquired_on BETWEEN q.started_on AND q.ended_on) AS new_job
    FROM parental q
),
insured AS (
    SELECT standard_key, max(job_seeking_last_paid_on) AS last_paid_on,
        sum(greatest(0, date_diff('day', greatest(fresh_from, CAST($on - INTERVAL 2 YEAR AS DATE)), gone_on))) AS days_in_2_years
    FROM chained GROUP BY ALL
)
SELECT p.standard_key, p.birth_date, m.disabled,
    CASE WHEN cj.standard_key IS NOT NULL THEN TRUE
        WHEN m.standard_key IS NULL OR m.business_income > 0 OR (m.earned_income > 0 AND (ins.standard_key IS NULL OR j.last_day < m.as_of - INTERVAL 1 YEAR)) THEN NULL -- earned where no insured job tells
        ELSE FALSE END AS employed,
    j.last_day AS separation_date, j.reason AS separation_reason_code,
    CASE WHEN j.reason = 11 AND rep.workplace_no = j.workplace_no AND date_sub('month',
        greatest(rep.arrears_from, date_trunc('month', j.last_day + 1 - INTERVAL 1 YEAR)), rep.arrears_until) + 1 >= 2 THEN 1 END AS just_cause,
    CASE WHEN ins.standard_key IS NULL THEN 0 ELSE u.in_18 END AS insured_unit_days,
    j.weekly_hours AS weekly_contract_hours, j.weekly_days AS weekly_contract_days,
    CASE WHEN ins.standard_key IS NULL THEN 0 ELSE u.in_24 END AS insured_unit_days_24m,
    CASE WHEN ins.standard_key IS NULL THEN 0 ELSE coalesce(u.short_24, 0) END AS short_week_unit_days_24m,
    CASE WHEN ins.standard_key IS NULL OR a.days IS NULL THEN 0 ELSE a.days END AS unpaid_absence_days,
    CASE WHEN ins.standard_key IS NULL THEN 0 ELSE u.in_extended END AS insured_unit_days_extended,
    j.acquired_on AS acquisition_date, CASE WHEN j.standard_key IS NOT NULL THEN coalesce(e.insured_before_65, FALSE) END AS insured_before_65_continuously,
    j.acquired_on - CAST(coalesce(e.days_before, 0) AS INTEGER) AS insured_period_start,
    aw.daily AS average_daily_wage, hourly(j.monthly_ordinary_wage, j.weekly_hours) * j.daily_hours // 1000 AS ordinary_daily_wage,
    j.daily_hours AS daily_contract_hours, j.worker_kind = '일용' AS daily_worker,
    CASE WHEN j.worker_kind = '일용' THEN coalesce(rw.days, 0) END AS recent_work_days,
    CASE WHEN j.standard_key IS NOT NULL THEN j.worker_kind = '일용' AND coalesce(left(wp.industry_code, 1) = 'F', FALSE) END AS construction_daily_worker,
    CASE WHEN j.standard_key IS NOT NULL THEN coalesce(e.restricted, FALSE) END AS restricted_separation_in_base_period,
    CASE WHEN j.standard_key IS NOT NULL THEN coalesce(u.daily_18, 0) END AS daily_worker_unit_days,
    CASE WHEN j.standard_key IS NOT NULL AND j.job_seeking_last_paid_on IS NULL THEN 0 END AS benefit_days_already_paid,
    CASE WHEN rep.standard_key IS NOT NULL THEN rep.unpaid_wages + rep.unpaid_severance + rep.unpaid_shutdown_allowance + rep.unpaid_maternity_pay > 0 END AS has_arrears,
    CASE WHEN rep.standard_key IS NOT NULL THEN coalesce(rep.retired_on, aj.left_on) IS NOT NULL END AS left_arrears_employer,
    coalesce(rep.retired_on, aj.left_on) AS arrears_retired_on, rep.unpaid_wages, rep.unpaid_severance, rep.unpaid_shutdown_allowance, rep.unpaid_maternity_pay,
    CASE WHEN rep.covered_from IS NOT NULL THEN TRUE END AS employer_covered, rep.covered_from AS employer_operating_since,
    CASE WHEN rep.standard_key IS NOT NULL THEN TRUE END AS arrears_report_filed, rep.reported_on AS arrears_reported_on,
    CASE WHEN rep.standard_key IS NOT NULL THEN rep.confirmed_on IS NOT NULL END AS arrears_confirmed, rep.confirmed_on AS arrears_confirmed_on,
    CASE WHEN rep.standard_key IS NOT NULL THEN rep.judged_on IS NOT NULL END AS judgment_obtained, rep.judged_on,
    CASE WHEN rep.standard_key IS NOT NULL THEN rep.sued_on IS NOT NULL END AS suit_filed, rep.sued_on,
    CASE WHEN rep.substitute_paid = 0 OR rep.insolvent_on IS NULL THEN rep.substitute_paid > 0 END AS simple_payment_received, -- an insolvent employer's: which of the two is not told
    CASE WHEN rep.substitute_paid = 0 OR rep.insolvent_on IS NULL THEN 0 END AS insolvency_payment_received, last_day(rep.arrears_until) AS last_arrears_on,
    CASE WHEN rep.retired_on IS NULL AND rep.standard_key IS NOT NULL THEN hourly(aj.monthly_wage, aj.weekly_hours) // 1000 END AS contract_hourly_wage,
    f.size AS household_size, f.income AS household_monthly_income, f.property AS household_property, i.income AS own_monthly_income,
    CASE WHEN p.sex = 'F' THEN coalesce(m.military_service_days, 0) ELSE m.military_service_days END AS military_service_days,
    ins.days_in_2_years AS work_days_2y, m.student,
    CASE WHEN p.sex = 'F' OR date_sub('year', p.birth_date, $on) >= 36 THEN FALSE END AS in_military_service, -- 병역법 제71조: no call-up from 36 on
    m.livelihood_benefit, coalesce(ins.last_paid_on + INTERVAL 6 MONTH >= $on, FALSE) AS job_seeking_benefit_recent,
    CASE WHEN p.household_no IS NOT NULL THEN coalesce(lw.dependants, 0) END AS dependants,
    CASE WHEN q.standard_key IS NOT NULL THEN TRUE WHEN ins.standard_key IS NULL OR (p.household_no IS NOT NULL AND NOT coalesce(lw.small_child, FALSE)) THEN FALSE END AS parental_leave_taken,
    q.started_on AS parental_leave_start, q.ended_on AS parental_leave_end, al.overlap_days AS maternity_overlap_days,
    al.unit_days AS insured_unit_days_before_leave, q.monthly_ordinary_wage, al.prior_months AS prior_leave_months, q.child_birth_date,
    al.partner_months AS partner_leave_months, al.partner_three_months AS partner_leave_three_months, m.lone_parent, q.employer_monthly_pay, al.left_job AS left_job_during_leave,
    CASE WHEN al.standard_key IS NOT NULL AND NOT al.new_job THEN 0 END AS worked_days_during_leave,
    CASE WHEN q.standard_key IS NOT NULL THEN date_diff('day', q.started_on, q.ended_on) + 1 <= 14 END AS short_child_care_leave
FROM people p
LEFT JOIN means_now m ON m.standard_key = p.standard_key
LEFT JOIN income i ON i.standard_key = p.standard_key
LEFT JOIN current_job cj ON cj.standard_key = p.standard_key
LEFT JOIN last_job j ON j.standard_key = p.standard_key
LEFT JOIN insured ins ON ins.standard_key = p.standard_key
LEFT JOIN earlier_by_person e ON e.standard_key = p.standard_key
LEFT JOIN absence a ON a.standard_key = p.standard_key
LEFT JOIN unit_days u ON u.standard_key = p.standard_key
LEFT JOIN average_wage aw ON aw.standard_key = p.standard_key
LEFT JOIN recent_work rw ON rw.standard_key = p.standard_key
LEFT JOIN (SELECT workplace_no, any_value(industry_code) AS industry_code FROM workplace WHERE NOT superseded GROUP BY ALL) wp ON wp.workplace_no = j.workplace_no
LEFT JOIN reports rep ON rep.standard_key = p.standard_key
LEFT JOIN arrears_job aj ON aj.standard_key = p.standard_key
LEFT JOIN family f ON f.standard_key = p.standard_key
LEFT JOIN living_with lw ON lw.standard_key = p.standard_key
LEFT JOIN parental q ON q.standard_key = p.standard_key
LEFT JOIN around_leave al ON al.standard_key = p.standard_key
