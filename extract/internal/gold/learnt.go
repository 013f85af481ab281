package gold

import (
	"encoding/binary"
	"errors"
	"os"

	"newsgraph/extract"
)

// LearntFrom are the marked sets that the model learns from, in the order that the trainer reads them; of conll04-train-dev only the texts
// whose split is train. Articles, those of newswire-claims, come behind them, without their windows.
var LearntFrom = []string{"plv-train", "newswire-claims-train", "conll04-train-dev", "re3d-uk-us", "wikievents-sentences-train"}

// LearningFolds gives each text that the model learns from, and each article, its fold.
func LearningFolds(folder string) (map[string]int, error) {
	var all [][]Text
	for _, set := range LearntFrom {
		texts, err := Read(folder, set)
		if err != nil {
			return nil, err
		}
		all = append(all, texts)
	}
	articles, err := Articles(folder)
	if err != nil {
		return nil, err
	}
	return Folds(append(all, articles)...), nil
}

// WriteFolds writes the packed models of the folds, each behind its length; ReadFolds reads them.
func WriteFolds(path string, packed [][]byte) error {
	var all []byte
	for _, p := range packed {
		all = append(binary.AppendUvarint(all, uint64(len(p))), p...)
	}
	return os.WriteFile(path, all, 0o644)
}

// ReadFolds reads the models of the folds: model i has learnt from no text of fold i.
func ReadFolds(path string) ([]*extract.Model, error) {
	all, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []*extract.Model
	for len(all) > 0 {
		n, size := binary.Uvarint(all)
		if size <= 0 || n > uint64(len(all)-size) {
			return nil, errors.New(path + ": the file is damaged")
		}
		m, err := extract.ReadModel(all[size : size+int(n)])
		if err != nil {
			return nil, err
		}
		out, all = append(out, m), all[size+int(n):]
	}
	return out, nil
}
