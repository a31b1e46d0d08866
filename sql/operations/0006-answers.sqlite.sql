-- Answers that went out in files, by the hash that each file says: whether they are ours and still hold (docs/decisions/0031-provenance-and-verify.md).
-- Twin of 0006-answers.sqlserver.sql.
CREATE TABLE AnswerGiven (
    Hash        TEXT    NOT NULL,  -- SHA-256 of the answer in its one form, hexadecimal
    Scope       TEXT    NOT NULL,  -- hash of what the asker could see; empty for everything
    Report      TEXT    NOT NULL,
    Definitions TEXT    NOT NULL,  -- hash of the model and the report
    Language    TEXT    NOT NULL,
    Question    TEXT    NOT NULL,  -- in words, as are the next two
    Filters     TEXT    NOT NULL,
    Counting    TEXT    NOT NULL,
    DataVersion INTEGER NOT NULL,
    DataAsOf    TEXT    NULL,      -- UTC
    AnswerRows  INTEGER NOT NULL,
    Truncated   INTEGER NOT NULL,  -- 0 or 1
    GivenAt     TEXT    NOT NULL,  -- UTC, the first time
    PRIMARY KEY (Hash, Scope)
) WITHOUT ROWID;
