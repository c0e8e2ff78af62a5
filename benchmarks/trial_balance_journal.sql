-- Closing balances of all accounts from the journal alone: what the same question costs without the turnovers view.
SELECT account, SUM(balance) AS balance
FROM (
    SELECT account, debit - credit AS balance FROM roa2web_opening_balances WHERE year = :year
    UNION ALL
    SELECT debit_account, amount FROM roa2web_journal WHERE document_date >= :first_day AND document_date < :next_day
    UNION ALL
    SELECT credit_account, -amount FROM roa2web_journal WHERE document_date >= :first_day AND document_date < :next_day
)
GROUP BY account HAVING SUM(balance) <> 0 ORDER BY account;
