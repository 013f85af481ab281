// Package network tags and parses sentences with a small neural net: word vectors, learnt words and hashed parts of words go
// through a bidirectional LSTM (Hochreiter and Schmidhuber, 1997); above its first layer stand tags, above its last one the
// heads and relations of words (biaffine attention: Dozat and Manning, 2017), and the best tree is taken (Chu and Liu, 1965;
// Edmonds, 1967).
//
// All is counted in integers, so that every machine gives the same result: numbers are int16 in steps of 1/4096 ("12 bits"),
// products are summed in int32, the functions of the gates are tables that stand in the model. Package deep, beside nlp/train,
// learns the weights in float32.
package network
