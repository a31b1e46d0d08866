-- The figures of issued reports, so that verify can name those that differ today. docs/decisions/0056-figures-of-issued-files.md.
-- Twin of 0021-issued-figures.sqlserver.sql.
ALTER TABLE AnswerGiven ADD Edition TEXT NULL; -- id; NULL: the data of its day
ALTER TABLE AnswerGiven ADD Figures BLOB NULL; -- JSON, gzip: the request, a hash of the content, the figures; NULL: not recorded
