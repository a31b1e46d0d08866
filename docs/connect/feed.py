"""Tables of the feed as pandas data frames. Needs Python 3.9 and pandas, nothing else."""
import json
import os
import urllib.parse
import urllib.request

import pandas as pd

FEED = os.environ.get("REPORTING_FEED", "http://localhost:5080/odata/")
KEY = os.environ.get("REPORTING_KEY")  # an API key; kept out of the script


def rows(entity_set, **options):
    """All rows of a set, page after page. Options without their dollar sign: filter=, select=, orderby=, top=, apply=."""
    query = urllib.parse.urlencode({f"${name}": value for name, value in options.items()}, quote_via=urllib.parse.quote)
    url = f"{FEED}{entity_set}?{query}"
    while url:
        headers = {"Accept": "application/json;odata.metadata=none"}
        if KEY:
            headers["X-Api-Key"] = KEY
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            page = json.load(answer)
        yield from page["value"]
        url = page.get("@odata.nextLink")


# Ready-made: every figure is right in its row, and counts each engagement once.
by_year = pd.DataFrame(rows("ByYear", select="Year,Engagements,Organisations", filter="Year ne null"))
print(by_year.to_string(index=False))

# One row for each engagement and domain: sum Weight for engagements, count distinct keys for "in any of these domains".
flat = pd.DataFrame(rows("EngagementsFlat", select="EngagementKey,StartFrom,StartYear,DomainName,Weight"))
flat["StartFrom"] = pd.to_datetime(flat["StartFrom"])
flat["StartYear"] = flat["StartYear"].astype("Int64").astype("string").fillna("not stated")  # else they would be left out
print(flat.pivot_table(index="DomainName", columns="StartYear", values="Weight", aggfunc="sum", fill_value=0, margins=True).round(2).to_string())
print("Engagements:", flat["EngagementKey"].nunique(), "Sum of weights:", round(flat["Weight"].sum(), 6))
