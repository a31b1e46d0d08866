-- rows (@p0 = 20260102, @p1 = 740014, @p2 = 50)
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements, MAX(CASE WHEN e.StartDateKey BETWEEN 1 AND @p0 THEN e.StartDateKey END) AS LastPastDateKey
      FROM (SELECT DISTINCT l.EngagementKey, l.StartDateKey, (CASE WHEN l.CountryCode < lp.CountryCode THEN (l.CountryCode || ('-' || lp.CountryCode)) ELSE (lp.CountryCode || ('-' || l.CountryCode)) END) AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1
        CROSS JOIN BridgeEngagementParticipant lp ON lp.EngagementKey = l.EngagementKey AND lp.[LineNo] > l.[LineNo] AND (lp.ParticipantKey <> l.ParticipantKey OR l.ParticipantKey = 0) AND lp.CountryCode <> l.CountryCode AND l.CountryCode <> 'unknown' AND lp.CountryCode <> 'unknown') e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, MAX(COALESCE(e.DayNo - e.DayBefore, e.SameDay)) AS LongestGapDays
      FROM (SELECT e.k0 AS k0, e.SameDay, e.DayNo, LAG(e.DayNo) OVER (PARTITION BY e.k0 ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.k0 AS k0, e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT e.k0 AS k0, e.StartDateKey, CASE WHEN e.StartDateKey > 0 AND COUNT(*) > 1 THEN 0 END AS SameDay
      FROM (SELECT DISTINCT l.EngagementKey, l.StartDateKey, (CASE WHEN l.CountryCode < lp.CountryCode THEN (l.CountryCode || ('-' || lp.CountryCode)) ELSE (lp.CountryCode || ('-' || l.CountryCode)) END) AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1
        CROSS JOIN BridgeEngagementParticipant lp ON lp.EngagementKey = l.EngagementKey AND lp.[LineNo] > l.[LineNo] AND (lp.ParticipantKey <> l.ParticipantKey OR l.ParticipantKey = 0) AND lp.CountryCode <> l.CountryCode AND l.CountryCode <> 'unknown' AND lp.CountryCode <> 'unknown') e
      GROUP BY e.k0, e.StartDateKey) e) e) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, a.LastPastDateKey, b.LongestGapDays
      FROM a
      JOIN b ON b.k0 = a.k0),
dated AS (
    SELECT c.k0, c.Engagements, c.LastPastDateKey, c.LongestGapDays, @p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS DaysSinceLast
      FROM cells c)
SELECT c.k0, c.Engagements, c.LastPastDateKey, c.LongestGapDays, c.DaysSinceLast, COUNT(*) OVER () AS RowsOfDepth
FROM dated c
ORDER BY CASE WHEN c.LongestGapDays IS NULL THEN 1 ELSE 0 END, c.LongestGapDays DESC, c.k0
LIMIT @p2;

