-- Mails that no relay took, and what the next mail to the same recipient is compared with, engagement by engagement.
-- Twin of 0015-written-mail.sqlserver.sql.
ALTER TABLE Delivery ADD WrittenTo TEXT NULL;       -- of a delivered row: the file in Mail:Folder; null: a relay took it
ALTER TABLE PreparedMail ADD Engagements TEXT NULL; -- code, hash, start and title of each, as its recipients see them: gzip, base64; null: too many
