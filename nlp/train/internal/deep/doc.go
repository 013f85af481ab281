// Package deep learns the weights of the parser by hand-written back-propagation: a bidirectional LSTM over the words of a
// sentence (Hochreiter and Schmidhuber, 1997), a head for tags above its first layer, and biaffine attention for trees above
// its last one (Dozat and Manning, 2017). All is float32, on the CPU. Package network of nlp does the same in integers, with the
// weights that this package gives.
//
// The same data, settings and seed give the same weights on machines of one architecture: a step is cut into Shards parts, each
// worked through by itself, and their gradients are summed in order.
package deep
