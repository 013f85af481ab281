package network

import (
	"fmt"
	"math"

	"newsgraph/nlp/internal/network/integer"
)

// Steps of the numbers.
const (
	bits     = integer.Bits // weights, inputs, outputs of layers
	viewBits = 10           // views of words
	pairBits = 9            // views times a matrix
)

// Weights are what a model is made of.
type Weights struct {
	Tags, Relations []string
	Vectors         Keys
	Codes           []byte    // two numbers of a word vector a byte, a row for each word of Vectors, the lower half first
	Levels          []float32 // for each dimension the sixteen values that a code stands for
	Words           Keys
	Nets            []Net
}

// Net holds the weights of one net in float32, row by row: y = x W.
type Net struct {
	Word           []float32 // rows of learnt words; row 0 is the unknown word
	Part           [Parts][]float32
	Layers         []Layer
	Root           []float32
	Tag, TagBias   []float32
	View, ViewBias [4][]float32 // dependent and head for heads, dependent and head for relations; their last column is 1
	Arcs           []float32
	Links          []float32 // Link x (relations x Link)
}

// Layer is an LSTM of two directions with the gates i, f, g, o.
type Layer struct {
	Hidden  int
	X, Bias []float32 // in x 8 Hidden, left to right first
	H       [2][]float32
}

// Encode writes the model that Read reads. It is an error where a weight is too large for its 16 bits.
func (w *Weights) Encode() ([]byte, error) {
	e := &encoder{}
	var err error
	shorts := func(name string, v []float32) {
		out := make([]int16, len(v))
		for i, x := range v {
			q := math.Round(float64(x) * (1 << bits))
			if math.Abs(q) > math.MaxInt16 {
				err = fmt.Errorf("weight %d of %s is %g: more than 8", i, name, x)
			}
			out[i] = int16(q)
		}
		e.shorts(out)
	}
	e.strings(w.Tags)
	e.strings(w.Relations)
	for _, k := range []Keys{w.Vectors, w.Words} {
		e.words(k.upper)
		e.words(k.row)
	}
	e.bytes(w.Codes)
	shorts("levels", w.Levels)
	e.number(len(w.Nets))
	for _, n := range w.Nets {
		shorts("words", n.Word)
		for _, p := range n.Part {
			shorts("parts", p)
		}
		e.number(len(n.Layers))
		for _, l := range n.Layers {
			e.number(l.Hidden)
			shorts("layer", l.X)
			shorts("bias of layer", l.Bias)
			shorts("layer", l.H[0])
			shorts("layer", l.H[1])
		}
		shorts("root", n.Root)
		shorts("tags", n.Tag)
		shorts("bias of tags", n.TagBias)
		for i := range n.View {
			shorts("view", n.View[i])
			shorts("bias of view", n.ViewBias[i])
		}
		shorts("arcs", n.Arcs)
		shorts("links", n.Links)
	}
	sigmoid, tanh := make([]int16, integer.GateSteps), make([]int16, integer.GateSteps)
	for i := range integer.GateSteps {
		x := (float64(i-integer.GateSteps/2) + 0.5) / (integer.GateSteps / (2 * gateRange))
		sigmoid[i] = int16(min(math.Round(1/(1+math.Exp(-x))*(1<<integer.GateBits)), math.MaxInt16))
		tanh[i] = int16(min(math.Round(math.Tanh(x)*(1<<integer.GateBits)), math.MaxInt16))
	}
	e.shorts(sigmoid)
	e.shorts(tanh)
	return e.out, err
}

// gateRange: the functions of the gates are tables of their values from -8 to 8.
const gateRange = 8
