-- rows
WITH a AS (
    SELECT COUNT(*) AS Engagements, COALESCE(SUM(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END), 0) AS Agreements
      FROM FactEngagement f INDEXED BY IX_FactEngagement_Year
        CROSS JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey),
b AS (
    SELECT COALESCE(SUM(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      CROSS JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey),
c AS (
    SELECT COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l) e),
d AS (
    SELECT COALESCE(SUM(CASE WHEN e.MemberKey <> 'unknown' THEN 1 ELSE 0 END), 0) AS Countries
      FROM (SELECT DISTINCT l.CountryCode AS MemberKey
      FROM BridgeEngagementParticipant l) e),
e AS (
    SELECT COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey
      FROM BridgeEngagementSource s) e),
cells AS (
    SELECT a.Engagements, a.Agreements, b.People, c.Organisations, d.Countries, e.Sources
      FROM a
      CROSS JOIN b
      CROSS JOIN c
      CROSS JOIN d
      CROSS JOIN e)
SELECT c.Engagements, c.Agreements, c.People, c.Organisations, c.Countries, c.Sources, COUNT(*) OVER () AS RowsOfDepth
FROM cells c;

