-- The synthetic trial balance of one month over the ERP contract's views, as the reports module asks for it.
-- The sqlite3 shell runs this text; trial_balance.py sees to it that it gives what ROA2WEB answers.
SELECT t.opening_debit, t.opening_credit, t.period_debit, t.period_credit, t.total_debit, t.total_credit,
       t.closing_debit, t.closing_credit, t.account, COALESCE(p.name, t.account) AS name
FROM (
    SELECT COALESCE(a.synthetic, b.account) AS account,
           SUM(b.opening_debit) AS opening_debit, SUM(b.opening_credit) AS opening_credit,
           SUM(b.period_debit) AS period_debit, SUM(b.period_credit) AS period_credit,
           SUM(b.opening_debit + b.year_debit) AS total_debit, SUM(b.opening_credit + b.year_credit) AS total_credit,
           SUM(CASE WHEN b.closing > 0 THEN b.closing ELSE 0 END) AS closing_debit,
           SUM(CASE WHEN b.closing < 0 THEN -b.closing ELSE 0 END) AS closing_credit
    FROM (
        SELECT s.account,
               CASE WHEN s.opening > 0 THEN s.opening ELSE 0 END AS opening_debit,
               CASE WHEN s.opening < 0 THEN -s.opening ELSE 0 END AS opening_credit,
               s.period_debit, s.period_credit, s.year_debit, s.year_credit,
               s.opening + s.year_debit - s.year_credit AS closing
        FROM (
            SELECT m.account, SUM(m.opening) AS opening, SUM(m.period_debit) AS period_debit,
                   SUM(m.period_credit) AS period_credit, SUM(m.year_debit) AS year_debit, SUM(m.year_credit) AS year_credit
            FROM (
                SELECT account, debit - credit AS opening, 0 AS period_debit, 0 AS period_credit, 0 AS year_debit, 0 AS year_credit
                FROM roa2web_opening_balances WHERE year = :year
                UNION ALL
                SELECT account, 0, CASE WHEN month = :month THEN debit ELSE 0 END,
                       CASE WHEN month = :month THEN credit ELSE 0 END, debit, credit
                FROM roa2web_turnovers WHERE year = :year AND month <= :month
            ) m
            GROUP BY m.account
        ) s
    ) b
    LEFT JOIN roa2web_accounts a ON a.account = b.account
    WHERE b.opening_debit <> 0 OR b.opening_credit <> 0 OR b.period_debit <> 0 OR b.period_credit <> 0
       OR b.year_debit <> 0 OR b.year_credit <> 0
    GROUP BY COALESCE(a.synthetic, b.account)
) t
LEFT JOIN roa2web_accounts p ON p.account = t.account
ORDER BY t.account;
