// Package conllu reads and writes CoNLL-U, the format of Universal Dependencies
// (https://universaldependencies.org/format.html): a word a line in ten columns, an empty line behind each sentence,
// lines that begin with "#" before it.
//
// In goes a file, out come Documents one at a time: what stands under one "# newdoc" line, or the whole file where there
// is none. An *Error says in which line a document breaks the format; reading goes on with the next one.
//
//	for doc, err := range conllu.Read(file, "news.conllu", 4<<20) {
//		var broken *conllu.Error
//		switch {
//		case errors.As(err, &broken): // file:line: problem
//		case err != nil:
//			return err
//		default:
//			conllu.Write(os.Stdout, doc)
//		}
//	}
//
// A Document knows no more than the file says: nothing here annotates. Two things of the format are not kept: empty nodes
// (8.1), which only enhanced graphs have, and the edges of such graphs that lead from or to them.
package conllu
