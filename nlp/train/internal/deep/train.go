package deep

import (
	"slices"
	"sync"
)

// stepWords is the number of words of a step.
const stepWords = 1000

// Plan says how long and how fast to learn.
type Plan struct {
	Epochs    int
	Rate      float64     // falls to nought in a straight line, after a rise over the first 200 steps
	DropInput float64     // share of the input that is dropped, the same for all words of a sentence (Gal and Ghahramani, 2016)
	DropLayer float64     // likewise of what comes out of each layer
	More      []*Sentence // what else to learn from: a quarter of it in each epoch
	Report    func(epoch int, loss float64)
}

// Train learns from sentences.
func (n *Net) Train(set []*Sentence, plan Plan) {
	n.dropInput, n.dropLayer = plan.DropInput, plan.DropLayer
	steps := n.cut(plan.with(set, 0))
	all := plan.Epochs * len(steps)
	t := 0
	for epoch := range plan.Epochs {
		if epoch > 0 {
			steps = n.cut(plan.with(set, epoch))
		}
		loss, words := 0.0, 0
		for _, step := range steps {
			t++
			rate := plan.Rate * min(1, float64(t)/200) * max(0, 1-float64(t)/float64(all))
			loss += n.step(step, rate, t)
			for _, s := range step {
				words += len(s.Features)
			}
		}
		if plan.Report != nil {
			plan.Report(epoch, loss/float64(words))
		}
	}
}

// quarters is how many epochs it takes to learn from all that is in More.
const quarters = 4

// with adds the quarter of an epoch to a set.
func (p Plan) with(set []*Sentence, epoch int) []*Sentence {
	out := slices.Clone(set)
	for i, s := range p.More {
		if i%quarters == epoch%quarters {
			out = append(out, s)
		}
	}
	return out
}

// step learns from the sentences of one step, in shards of every second sentence.
func (n *Net) step(set []*Sentence, rate float64, t int) float64 {
	var shards [Shards][]*Sentence
	words := 0
	for i, s := range set {
		shards[i%Shards] = append(shards[i%Shards], s)
		words += len(s.Features)
	}
	var losses [Shards]float64
	var wait sync.WaitGroup
	for i, shard := range shards {
		draw := random(n.draw.next())
		if len(shard) > 0 {
			wait.Go(func() { losses[i] = n.learn(shard, i, words, &draw) })
		}
	}
	wait.Wait()
	adam(n.params, rate, 5, t)
	loss := 0.0
	for _, l := range losses {
		loss += l
	}
	return loss
}

// cut makes steps of sentences of about the same length, in random order.
func (n *Net) cut(set []*Sentence) [][]*Sentence {
	type drawn struct {
		key float64
		s   *Sentence
	}
	order := make([]drawn, len(set))
	for i, s := range set {
		order[i] = drawn{float64(len(s.Features)) + 3*n.draw.share(), s}
	}
	slices.SortStableFunc(order, func(a, b drawn) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return 0
	})
	var out [][]*Sentence
	var step []*Sentence
	words := 0
	for _, o := range order {
		step = append(step, o.s)
		if words += len(o.s.Features); words >= stepWords {
			out = append(out, step)
			step, words = nil, 0
		}
	}
	if len(step) > 0 {
		out = append(out, step)
	}
	n.draw.shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
