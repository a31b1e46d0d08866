-- Row rules and the marking of every file ask which engagements bear a marking: few of them the higher ones.
-- Twin of 0004-handling-index.sqlite.sql.
CREATE INDEX IX_FactEngagement_Handling ON FactEngagement (Handling);
