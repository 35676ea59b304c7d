"""One module a page; each ends with `PAGE`, its class, and is imported when the page is first shown."""
