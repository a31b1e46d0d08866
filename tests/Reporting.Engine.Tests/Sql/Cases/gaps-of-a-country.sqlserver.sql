-- rows (@p0 = IN)
WITH a AS (
    SELECT MAX(CAST(COALESCE(e.DayNo - e.DayBefore, e.SameDay) AS bigint)) AS LongestGapDays
      FROM (SELECT e.SameDay, e.DayNo, LAG(e.DayNo) OVER (ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT l.StartDateKey, CASE WHEN l.StartDateKey > 0 AND MIN(l.EngagementKey) < MAX(l.EngagementKey) THEN 0 END AS SameDay
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0
      GROUP BY l.StartDateKey) e) e) e),
b AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0) e),
cells AS (
    SELECT a.LongestGapDays, b.Participants
      FROM a
      CROSS JOIN b)
SELECT c.LongestGapDays, c.Participants, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c;

