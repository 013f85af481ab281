package nlp

import (
	"strings"
	"testing"
)

// Each case is a text whose sentences are marked with "|"; the marks are taken out before it is read.
func TestSentences(t *testing.T) {
	p := newPipeline(t)
	for _, c := range []struct{ about, text string }{
		{"two sentences", "Putin called Pezeshkian.| They spoke for an hour."},
		{"initials and titles", "The U.S. Army met Gen. J. R. Smith of the U.K. on Sept. 5.| He left."},
		{"a country that closes a sentence", "He lives in the U.S.| The president does not."},
		{"a quote closes after the stop", "He spoke of “armed aggression.”| Iran replied."},
		{"a question inside a sentence", "“Will it last?” Macron asked.| Nobody knew."},
		{"a quote goes on", "“We will not yield!” he said.| “Never.”"},
		{"headlines and paragraphs", "Talks fail|\n\nIran and Israel met|\nThey failed."},
		{"lines of Windows", "Talks fail|\r\n\r\nIran and Israel met.| They failed."},
		{"numbers of a list and decimals", "It cost $4.2 billion, up 1.5 percent.| No. 5 won.| He said no.| They left."},
		{"an ellipsis", "Wait ... there is more.| And more..."},
		{"dateline", "Moscow [Russia], March 7:| President Putin called.| He spoke."},
		{"lines broken by a program", "The president of the republic called his colleague on\n" +
			"Friday and spoke with him about the war for some hours.|\n" +
			"The two had not met since the month of December of last\n" +
			"year, when they signed a treaty."},
	} {
		want := strings.Split(c.text, "|")
		text := strings.Join(want, "")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		var got []string
		for _, s := range p.words(text).Sentences {
			got = append(got, text[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s\n got %s\nwant %s", c.about, strings.Join(got, " | "), strings.Join(want, " | "))
		}
	}
}
