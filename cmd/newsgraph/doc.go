// Command newsgraph reads news and keeps a graph of who did what to whom, with a quote behind every edge.
//
// In come files and folders of articles; out come claims (extract), a graph in SQLite or Neo4j (load), and what stands
// in such a graph (facts, evidence, entity, ...). One run:
//
//	$ newsgraph load testdata/articles
//	$ newsgraph facts --type CALLED
//
// This package is the only one that reads flags, environment and terminal, and the only importer of urfave/cli. Each
// command is one file, named for it; it turns its flags into values, calls the packages below, and prints. What the
// commands share:
//
//	main.go       the list of commands, signals, help
//	exit.go       exit codes, and the errors behind them
//	argv.go       flags before or after the arguments
//	flags.go      flags that several commands have, their values checked, and the store that they name
//	report.go     what goes to standard error: text or, with --log-format json, log/slog
//	engine.go     ontology, annotator and extractor put together
//	stream.go     values worked on by several cores, in order
//	intake.go     paths to articles and records, for load, extract, explain and annotate; rejects
//	tokens.go     paths of CoNLL-U to documents, for annotate --tokens
//	progress.go   the bar of load and rebuild
//	print.go      facts, claims and counts for people; lists in three formats
//	table.go      aligned and wrapped tables
//	quote.go      quotes with marked words
//	strongest.go  which facts the summary of load shows
//	terminal.go   width and colour
//
// Results go to standard output, all else to standard error. Exit codes: 0 done, 1 failed, 2 the command line cannot be
// understood, 3 done but some articles were rejected, 130 interrupted.
package main
