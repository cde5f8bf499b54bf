SELECT t.*,
  (SELECT CASE
    WHEN (NOT f1."fee.charged") AND NOT (f1."fee.amount_yuan" = 0)
      THEN 'contradictory'
    WHEN f1."student.hardship_recognised"
      AND (f1."fee.standard_yuan" > 0)
      AND (f1."fee.amount_yuan" > 0)
      AND (f1."fee.amount_yuan" < f1."fee.standard_yuan")
      AND ((f1."fee.standard_yuan" - f1."fee.amount_yuan") <= 1)
      THEN 'needs_human_judgement'
    WHEN (NOT f1."student.hardship_recognised"
        OR NOT (f1."fee.standard_yuan" > 0)
        OR (NOT f1."fee.charged" AND NOT COALESCE((f1."fee.amount_yuan" > 0), FALSE) AND NOT COALESCE((f1."fee.amount_yuan" < f1."fee.standard_yuan"), FALSE)))
      THEN 'not_applicable'
    WHEN f1."student.hardship_recognised"
      AND (f1."fee.standard_yuan" > 0)
      AND (NOT (f1."fee.amount_yuan" > 0) OR NOT ((f1."fee.standard_yuan" - f1."fee.amount_yuan") <= 1))
      AND (f1."fee.amount_yuan" < f1."fee.standard_yuan")
      THEN 'satisfied'
    WHEN f1."student.hardship_recognised"
      AND (f1."fee.standard_yuan" > 0)
      AND (COALESCE(f1."fee.charged", TRUE) OR (f1."fee.amount_yuan" > 0))
      AND NOT (f1."fee.amount_yuan" < f1."fee.standard_yuan")
      THEN 'violated'
    ELSE 'undetermined'
  END
  FROM (SELECT
      COALESCE(f0."fee.amount_yuan", CASE WHEN (NOT f0."fee.charged") THEN 0 END) AS "fee.amount_yuan",
      COALESCE(f0."fee.charged", CASE WHEN NOT (f0."fee.amount_yuan" = 0) THEN TRUE END) AS "fee.charged",
      f0."fee.standard_yuan" AS "fee.standard_yuan",
      f0."student.hardship_recognised" AS "student.hardship_recognised"
    FROM (SELECT
      t."fee.amount_yuan" AS "fee.amount_yuan",
      t."fee.charged" AS "fee.charged",
      t."fee.standard_yuan" AS "fee.standard_yuan",
      t."student.hardship_recognised" AS "student.hardship_recognised") AS f0) AS f1) AS "outcome"
FROM "students" AS t;
