-- A claim sees in the index alone whether a row is free: it looks up, and on a server locks, no row that another worker holds.
DROP INDEX IX_ExportJob_State;

CREATE INDEX IX_ExportJob_State ON ExportJob (State, CreatedAt, LeaseUntil, Attempts);

DROP INDEX IX_Delivery_State;

CREATE INDEX IX_Delivery_State ON Delivery (State, NotBefore, LeaseUntil);
