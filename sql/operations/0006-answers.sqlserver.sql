-- Answers that went out in files, by the hash that each file says: whether they are ours and still hold (docs/decisions/0031-provenance-and-verify.md).
-- Twin of 0006-answers.sqlite.sql.
CREATE TABLE AnswerGiven (
    Hash        nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- SHA-256 of the answer in its one form, hexadecimal
    Scope       nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- hash of what the asker could see; empty for everything
    Report      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Definitions nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- hash of the model and the report
    Language    nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Question    nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, -- in words, as are the next two
    Filters     nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Counting    nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DataVersion bigint NOT NULL,
    DataAsOf    datetime2(0) NULL,                                      -- UTC
    AnswerRows  bigint NOT NULL,
    Truncated   bit NOT NULL,
    GivenAt     datetime2(0) NOT NULL,                                  -- UTC, the first time
    PRIMARY KEY (Hash, Scope)
);
