package main

import (
	"fmt"
	"math"
	"runtime"
	"sync"

	"newsgraph/nlp/internal/linear"
)

// How many groups of words each clustering has.
var clusterings = [linear.Clusterings]int{64, 200, 1000, 4000}

// The centres are fitted on the most frequent words, in so many rounds; then every word goes to its nearest centre.
const (
	clusterWords  = 100000
	clusterRounds = 6
)

// learnClusters groups the words of the word vectors by the directions of their vectors (spherical k-means: Dhillon and
// Modha, 2001), once for each clustering.
func (s settings) learnClusters() error {
	words, values, err := readVectors(s.vectors)
	if err != nil {
		return err
	}
	normalise(values)
	groups := make([]linear.Groups, len(words))
	for k, n := range clusterings {
		draw := random(n)
		centres := fitCentres(values[:min(len(words), clusterWords)*dimensions], n, &draw)
		for i, g := range nearest(values, centres) {
			groups[i][k] = uint16(g + 1)
		}
	}
	var entries []linear.ClusterEntry
	seen := map[uint64]bool{}
	for i, w := range words { // "2004" and "1999" are one word to the taggers; the most frequent one stands for it
		lower := linear.NewWord(w, nil).Lower
		if !seen[lower] {
			seen[lower] = true
			entries = append(entries, linear.ClusterEntry{Lower: lower, Groups: groups[i]})
		}
	}
	table, err := linear.AppendClusters(nil, entries)
	if err != nil {
		return err
	}
	if _, err := linear.ReadClusters(table); err != nil {
		return err
	}
	return s.write("clusters.zst", table)
}

// normalise makes the length of each row 1. A row of noughts stays.
func normalise(rows []float32) {
	for i := 0; i < len(rows); i += dimensions {
		row := rows[i : i+dimensions]
		sum := 0.0
		for _, x := range row {
			sum += float64(float64(x) * float64(x))
		}
		if sum == 0 {
			continue
		}
		length := math.Sqrt(sum)
		for j, x := range row {
			row[j] = float32(float64(x) / length)
		}
	}
}

// fitCentres gives n centres. They begin at drawn rows; in each round a centre moves to the mean direction of the rows that
// are nearest to it. A centre that no row is nearest to stays.
func fitCentres(rows []float32, n int, draw *random) []float32 {
	centres := make([]float32, 0, n*dimensions)
	for _, i := range draw.order(len(rows) / dimensions)[:n] {
		centres = append(centres, rows[i*dimensions:(i+1)*dimensions]...)
	}
	for range clusterRounds {
		sums := make([]float64, len(centres))
		count := make([]int, n)
		for i, c := range nearest(rows, centres) {
			count[c]++
			sum := sums[c*dimensions : (c+1)*dimensions]
			for j, x := range rows[i*dimensions : (i+1)*dimensions] {
				sum[j] += float64(x)
			}
		}
		for c, k := range count {
			if k == 0 {
				continue
			}
			for j := c * dimensions; j < (c+1)*dimensions; j++ {
				centres[j] = float32(sums[j])
			}
		}
		normalise(centres)
	}
	return centres
}

// nearest gives for each row the centre of the largest product, of equal ones the first. Rows are shared between the cores;
// each product is summed in one fixed order.
func nearest(rows, centres []float32) []int {
	// Four centres side by side: their numbers of one dimension stand together, so that four sums run at a time.
	blocks := make([]float32, (len(centres)/dimensions+3)/4*4*dimensions)
	n := len(centres) / dimensions
	for c := range n {
		for j := range dimensions {
			blocks[c/4*4*dimensions+4*j+c%4] = centres[c*dimensions+j]
		}
	}
	out := make([]int, len(rows)/dimensions)
	workers := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(out); i += workers {
				out[i] = nearestBlock(rows[i*dimensions:(i+1)*dimensions], blocks, n)
			}
		})
	}
	wait.Wait()
	return out
}

func nearestBlock(row, blocks []float32, n int) int {
	best, top := 0, float32(math.Inf(-1))
	row = row[:dimensions]
	for b := 0; b < n; b += 4 {
		block := blocks[b*dimensions : (b+4)*dimensions]
		var s0, s1, s2, s3 float32
		for _, x := range row {
			s0 += float32(x * block[0])
			s1 += float32(x * block[1])
			s2 += float32(x * block[2])
			s3 += float32(x * block[3])
			block = block[4:]
			if len(block) < 4 {
				break
			}
		}
		for k, s := range [4]float32{s0, s1, s2, s3} {
			if s > top && b+k < n {
				best, top = b+k, s
			}
		}
	}
	return best
}

// clusters reads the table that learnClusters wrote.
func (s settings) clusters() (*linear.Clusters, error) {
	data, err := s.read("clusters.zst")
	if err != nil {
		return nil, fmt.Errorf("read clusters, which -only clusters learns: %w", err)
	}
	return linear.ReadClusters(data)
}
