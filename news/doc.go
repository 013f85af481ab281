// Package news reads articles from every format that people hold news in.
//
// In go paths: files, folders, "-" for standard input. Out come Articles, one at a time, and errors: a *Reject where one
// article (or one file) cannot be used and reading goes on, any other error where it cannot.
//
//	for article, err := range news.Read(paths, news.Options{}) {
//		var reject *news.Reject
//		switch {
//		case errors.As(err, &reject): // count it, keep it with a RejectWriter
//		case err != nil:
//			return err
//		default: // use article
//		}
//	}
//
// # The way of a byte
//
// walk.go finds the files, open.go unpacks them (gzip and zstd, told by their first bytes) and tells what they are, and
// one file per format reads them:
//
//	jsonl.go         JSON Lines (.jsonl, .ndjson, .json): one article a line, under the names of fields.txt
//	plain.go         text (.txt): one article a file, with a header of one line or of lines "Key: value"
//	records.go       records (.records.jsonl): articles with the claims that were found in them
//	reject.go        the rejects of an earlier run, read as if each stood in its own line again
//	sidecar.go       FILE.meta.json beside any of them, with what the file lacks
//
// A file that is given by name and has another ending is read by what it looks like: JSON, else text. So is standard
// input. In a folder such files are no articles: they are counted in Summary.Skipped and passed over, but for documents
// of known kinds (formats.txt: pages, feeds, PDF), which are rejected, since they may hold news. Hidden files, sidecars,
// links to folders and a file named newsgraph-rejects.jsonl are left out of folders.
//
// fields.go makes an Article of the values that a format found, fills in what the sidecar and the Options give, and
// checks it: a text, UTF-8 without NUL, within the limits, in English (language.go), with an id. The text is never
// changed; titles and publishers have their white space made single spaces, ids and addresses lose it at their ends.
//
// # Who an article is
//
// Key (key.go) is the publisher, else the host of the address, and the id; where there is no id, the address in its
// normal form (url.go), else a hash. Rank (rank.go) orders the versions of one key: the highest stands, whatever was
// loaded first. Stamp (stamp.go) is a date or an instant with the precision and the offset that its words have.
//
// Everything is a function of the bytes that are read: no clock, no network, no state between files but the counts of
// the Summary.
package news
