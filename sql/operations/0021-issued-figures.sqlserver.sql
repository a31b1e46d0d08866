-- The figures of issued reports, so that verify can name those that differ today. docs/decisions/0056-figures-of-issued-files.md.
-- Twin of 0021-issued-figures.sqlite.sql.
ALTER TABLE AnswerGiven ADD Edition nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL; -- id; NULL: the data of its day
GO
ALTER TABLE AnswerGiven ADD Figures varbinary(max) NULL; -- JSON, gzip: the request, a hash of the content, the figures; NULL: not recorded
GO
