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
	ended    bool
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
		progressbar.OptionSetPredictTime(false), // the library's looks at its last second alone, and says not what it is
		progressbar.OptionSetElapsedTime(false),
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
	if !b.bytes {
		position = int64(b.articles)
	}
	taken := time.Since(b.start)
	rate := float64(b.articles) / max(taken.Seconds(), 0.001)
	text := fmt.Sprintf("%s, %.0f/s, %s", plural(b.articles, "article"), rate, plural(b.claims, "claim"))
	if left, ok := timeLeft(taken, position, b.total); ok {
		text += ", " + left.String() + " left"
	}
	b.bar.Describe(text)
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

// timeLeft gives the time that the rest will take if it goes on as it went so far; ok is false where it cannot be said
// yet.
func timeLeft(taken time.Duration, done, total int64) (left time.Duration, ok bool) {
	if done <= 0 || total <= done || taken < 2*time.Second {
		return 0, false
	}
	return (time.Duration(float64(taken) * float64(total-done) / float64(done))).Round(time.Second), true
}

// clear removes the bar from the line, so that text can be written; it shows again with the next article.
func (b *progress) clear() {
	if b != nil && !b.ended {
		b.bar.Clear()
	}
}

// end removes the bar for good.
func (b *progress) end() {
	if b != nil {
		b.clear()
		b.ended = true
	}
}
