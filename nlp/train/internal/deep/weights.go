package deep

import "newsgraph/nlp/internal/network"

// Weights gives the learnt weights. They change with the net.
func (n *Net) Weights() network.Net {
	var w network.Net
	w.Word = n.Word.W
	for i, p := range n.Part {
		w.Part[i] = p.W
	}
	for _, l := range n.layers {
		w.Layers = append(w.Layers, network.Layer{Hidden: l.hidden, X: l.x.W, Bias: l.b.W, H: [2][]float32{l.h[0].W, l.h[1].W}})
	}
	w.Root = n.Root.W
	w.Tag, w.TagBias = n.Tag.W, n.TagB.W
	for v := range n.View {
		w.View[v], w.ViewBias[v] = n.View[v].W, n.ViewB[v].W
	}
	w.Arcs, w.Links = n.Arcs.W, n.Links.W
	return w
}
