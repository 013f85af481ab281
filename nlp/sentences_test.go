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
		{"notes and faces stay with the sentence before", "He won. [2] [3]| She lost. [citation needed]| Nice! :)| Next."},
		{"no blank behind the stop", "They made war.|The talks failed.| Will it last?|Nobody knew."},
		{"addresses have stops", "See www.example.com.| Write to a.b@example.org.| It is Example.Com."},
		{"a writer without capitals", "it was great.| we left! | was it?| they said no."},
		{"a question in a voice", "“Who?” asked Macron.| “Why?” I say.| He left."},
		{"names that begin small", "He sold it on the web.| eBay paid."},
		{"a credit after a caption", "The fair in Tehran| Image: A. Smith.| Next."},
		{"a date under a headline", "Leaders Meet in Paris| Thursday, May 7, 2015|\n\nThursday, May 7, 2015| On Tuesday they met.| He came on Thursday, May 7, 2015."},
		{"a figure", "Figure 7.2| The map shows Iran.|\nFigure 7.2 shows it.|\nFigure 1. The map."},
		{"years of a life", "Ann Lee (b. March 1950; d. 2001) wrote books, plays etc.| He read them."},
		{"a list inside a line", "He asked for three:| 1. Peace."},
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
