-- By what the next mail to the same recipient is found to be unchanged: what owner and recipient both see. Null in older rows: then by what was sent.
-- Twin of 0012-compared-mail.sqlite.sql.
ALTER TABLE Delivery ADD Compared nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL; -- of PreparedMail
GO
