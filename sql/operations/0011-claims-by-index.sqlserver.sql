-- A claim sees in the index alone whether a row is free: it looks up and locks no row that another worker holds, whose end would wait for the index, and the two for each other.
DROP INDEX IX_ExportJob_State ON ExportJob;

CREATE INDEX IX_ExportJob_State ON ExportJob (State, CreatedAt) INCLUDE (LeaseUntil, Attempts);

DROP INDEX IX_Delivery_State ON Delivery;

CREATE INDEX IX_Delivery_State ON Delivery (State, NotBefore) INCLUDE (LeaseUntil);
