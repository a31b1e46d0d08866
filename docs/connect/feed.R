# Tables of the feed as R data frames. Needs R 4 and the package jsonlite, nothing else.
library(jsonlite)

feed <- Sys.getenv("REPORTING_FEED", "http://localhost:5080/odata/")
key <- Sys.getenv("REPORTING_KEY") # an API key; kept out of the script

# All rows of a set, page after page. Options without their dollar sign: filter =, select =, orderby =, top =, apply =.
read_set <- function(entity_set, ...) {
  options <- list(...)
  query <- if (length(options) > 0) paste0("$", names(options), "=", sapply(options, URLencode, reserved = TRUE), collapse = "&") else ""
  address <- paste0(feed, entity_set, "?", query)
  headers <- c(Accept = "application/json;odata.metadata=none", if (nzchar(key)) c("X-Api-Key" = key))
  pages <- list()
  while (!is.null(address)) {
    connection <- url(address, headers = headers, encoding = "UTF-8")
    page <- fromJSON(paste(readLines(connection, warn = FALSE), collapse = "\n"))
    close(connection)
    pages <- append(pages, list(page$value))
    address <- page[["@odata.nextLink"]]
  }
  do.call(rbind, Filter(is.data.frame, pages))
}

# Ready-made: every figure is right in its row, and counts each engagement once.
by_year <- read_set("ByYear", select = "Year,Engagements,Organisations", filter = "Year ne null")
print(by_year, row.names = FALSE)

# One row for each engagement and domain: sum Weight for engagements, count distinct keys for "in any of these domains".
flat <- read_set("EngagementsFlat", select = "EngagementKey,StartFrom,StartYear,DomainName,Weight")
flat$StartFrom <- as.Date(flat$StartFrom)
flat$StartYear <- ifelse(is.na(flat$StartYear), "not stated", flat$StartYear) # else they would be left out
print(round(addmargins(xtabs(Weight ~ DomainName + StartYear, flat)), 2))
cat("Engagements:", length(unique(flat$EngagementKey)), "Sum of weights:", round(sum(flat$Weight), 6), "\n")
