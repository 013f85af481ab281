package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress is the bar of load and rebuild on standard error: articles, articles a second, claims, time left. It is nil
// where standard error is no terminal, with --quiet and with --log-format json; all methods take a nil progress.
type progress struct {
	bar      *progressbar.ProgressBar
	start    time.Time
	articles int
	claims   int
	total    int64 // 0 where unknown
	bytes    bool  // total counts bytes of the files, not articles
}

// bar begins a bar over a total of bytes or articles; a total of 0 or less is unknown, and the bar counts only.
func (p *program) bar(total int64, unit string) *progress {
	if !p.stderr.tty || p.report.quiet || p.report.log != nil {
		return nil
	}
	b := &progress{start: time.Now(), total: max(total, 0), bytes: unit == "bytes"}
	size := b.total
	if size == 0 {
		size = -1
	}
	b.bar = progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(p.report.w),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(b.total > 0), // time taken and time left
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetDescription("reading"),
	)
	p.report.before = b.clear
	return b
}

// article counts one article with its claims, read when so many bytes of the files were.
func (b *progress) article(claims int, position int64) {
	if b == nil {
		return
	}
	b.articles++
	b.claims += claims
	rate := float64(b.articles) / max(time.Since(b.start).Seconds(), 0.001)
	b.bar.Describe(fmt.Sprintf("%s, %.0f/s, %s", plural(b.articles, "article"), rate, plural(b.claims, "claim")))
	if !b.bytes {
		position = int64(b.articles)
	}
	switch {
	case b.total > 0:
		b.bar.Set64(min(position, b.total-1)) // the end is reached when all is settled
	default:
		b.bar.Add(1)
	}
}

// settling shows how many keys are left to settle.
func (b *progress) settling(left int) {
	if b == nil {
		return
	}
	b.bar.Describe(fmt.Sprintf("%s, %s, settling: %s left", plural(b.articles, "article"), plural(b.claims, "claim"), plural(left, "key")))
	b.bar.RenderBlank()
}

// clear removes the bar from the line, so that text can be written; it shows again with the next article.
func (b *progress) clear() {
	if b != nil {
		b.bar.Clear()
	}
}
