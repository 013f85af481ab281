package nlp

import (
	"strings"
	"testing"
)

// Each case is a sentence and its tokens, with blanks between them; a token never holds white space.
func TestTokens(t *testing.T) {
	p := newPipeline(t)
	for _, c := range []struct{ text, want string }{
		{"Iran’s president called Iran's allies.", "Iran ’s president called Iran 's allies ."},
		{"Iran&rsquo;s president", "Iran &rsquo;s president"},
		{"US-Israeli and U.S.-Israeli strikes", "US - Israeli and U.S. - Israeli strikes"},
		{"MOSCOW/TEHRAN (Web Desk) – Putin", "MOSCOW / TEHRAN ( Web Desk ) – Putin"},
		{"Iran—and Israel–Iran and-- well", "Iran — and Israel – Iran and -- well"},
		{"$100, US$4.2bn, £5m and 40-km", "$ 100 , US$ 4.2 bn , £ 5 m and 40 - km"},
		{"on 28 February, 86% said", "on 28 February , 86 % said"},
		{"“It’s over,” he said.", "“ It ’s over , ” he said ."},
		{"'Rolling Stone' and ‘Hang them’", "' Rolling Stone ' and ‘ Hang them ’"},
		{"O'Sullivan, O’Reilly and Qa'ida's men", "O'Sullivan , O’Reilly and Qa'ida 's men"},
		{"They don't, can’t and cannot; he'd've", "They do n't , ca n’t and can not ; he 'd 've"},
		{"Gen. Smith of the U.S. Army met J. Doe Jr. on Sept. 5.", "Gen. Smith of the U.S. Army met J. Doe Jr. on Sept. 5 ."},
		{"That was the war.", "That was the war ."},
		{"He said it was the War.", "He said it was the War ."},
		{"UN-backed ex-ministers", "UN - backed ex-ministers"},
		{"re-elected pro-Beijing long-term al-Assad", "re-elected pro-Beijing long - term al - Assad"},
		{"See https://example.org/a-b/c.html or mail a-b@example.org.", "See https://example.org/a-b/c.html or mail a-b@example.org ."},
		{"Wait...what?! 'seems so'", "Wait ... what ?! ' seems so '"},
		{"call 713-853-3989 in 2022-2023 after 9/11", "call 713-853-3989 in 2022 - 2023 after 9/11"},
		{"(GCC) [Russia], March 7: \"yes.\"", "( GCC ) [ Russia ] , March 7 : \" yes . \""},
	} {
		var got []string
		for _, s := range p.tokenizer.spans(c.text, Span{0, len(c.text)}) {
			got = append(got, c.text[s.Start:s.End])
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}
