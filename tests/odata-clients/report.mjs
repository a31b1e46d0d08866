// Prints what every client must find: all codes and the number of pages, the codes of a filter, and their count.

/** Reads all pages after the first. */
export async function followed(first, read) {
  const pages = [first];
  for (let link = first["@odata.nextLink"]; link; link = pages.at(-1)["@odata.nextLink"]) {
    pages.push(await read(link));
  }
  return pages;
}

export function report(pages, filtered, count) {
  const codes = (rows) => rows.map((row) => row.Code ?? row.code);
  console.log(JSON.stringify({ pages: pages.length, all: pages.flatMap((page) => codes(page.value)), filtered: codes(filtered), count: Number(count) }));
}
