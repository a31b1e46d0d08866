-- rows (@p0 = IL, @p1 = visitor)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0
        AND l.Role = @p1) e)
SELECT c.Engagements
FROM cells c;

-- how many rows, where the limit cut them (@p0 = IL, @p1 = visitor)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0
        AND l.Role = @p1) e)
SELECT COUNT_BIG(*) FROM cells c;

