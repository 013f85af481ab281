package main

import (
	"context"
	"iter"
)

// ordered runs work on the values of in, n at once, and yields the results in the order of in. An error of in takes its
// place in that order. At most 2n values wait, so memory does not grow with the number of values. When ctx ends it
// yields nothing further and returns at once, even where in waits for a terminal; its goroutines end with their value.
func ordered[In, Out any](ctx context.Context, in iter.Seq2[In, error], n int, work func(In) (Out, error)) iter.Seq2[Out, error] {
	type job struct {
		value In
		done  chan struct{}
		out   Out
		err   error
	}
	return func(yield func(Out, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan *job, 2*n) // in order, for the consumer
		jobs := make(chan *job)       // for whichever worker is free
		go func() {
			defer close(queue)
			defer close(jobs)
			for value, err := range in {
				j := &job{value: value, done: make(chan struct{}), err: err}
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
				if err != nil {
					close(j.done)
					continue
				}
				select {
				case jobs <- j:
				case <-ctx.Done():
					return
				}
			}
		}()
		for range n {
			go func() {
				for j := range jobs {
					j.out, j.err = work(j.value)
					close(j.done)
				}
			}()
		}
		for {
			var j *job
			var more bool
			select {
			case j, more = <-queue:
			case <-ctx.Done():
			}
			if !more {
				return
			}
			select {
			case <-j.done:
			case <-ctx.Done():
				return
			}
			if ctx.Err() != nil || !yield(j.out, j.err) {
				return
			}
		}
	}
}
