-- rows (@p0 = IL, @p1 = visitor)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0
        AND l.Role = @p1) e)
SELECT c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c;

