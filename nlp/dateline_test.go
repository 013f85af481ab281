package nlp

import (
	"strings"
	"testing"
)

// Each case is the beginning of an article; its dateline is between "{" and "}", places between "<" and ">", the day between
// "«" and "»". The marks are taken out before it is read. Every text goes on with the same words.
func TestDateline(t *testing.T) {
	const rest = " ministers of nine countries met on the island of Lissa on Monday, and left it without a word to the press."
	c := readCues()
	for _, text := range []string{
		"{<MOSCOW>/<TEHRAN> (Web Desk) –} The",
		"{<Moscow> [<Russia>], «March 7»:} The",
		"{<KYIV>, <Ukraine> (AP) —} The",
		"{<London>:} The",
		"{<CAIRO> - «25 July 2022»:} The",
		"{<BANDAR SERI BEGAWAN>, «July 25» (Borneo Bulletin/ANN):} The",
		"{<BEIJING>, «July 18» (Xinhua) --} The",
		"{<New Delhi>, «Mar 03» (PTI)} The",
		"{<MOSCOW>, «March 7». /TASS/.} The",
		"{<Ulaanbaatar> /MONTSAME/} The",
		"{<SINGAPORE> («Feb. 25, 2021») —} The",
		"{<BULAWAYO>, <Zimbabwe> , «Jun 21 2022» (IPS) -} The",
		"{<SENNAN>, <Osaka Prefecture>--}The",
		"{<ANAHEIM>, <Calif.> --}The",
		"{<San Cristóbal de las Casas>.-} The",
		"{<Srinagar>-} The",
		"{<Sambalpur>, <India> –} The",
		"{<SYDNEY> and <KUALA LUMPUR>, «Jul 26 2022» (IPS) -} The",
		"{<Riga> (Reuters) -} The",
		"{<ST. PETERSBURG>, <Russia>, «Tuesday, March 10» —} The",
		"{(Reuters) -} The",
		"{afrol News, «26 March» -} The",
		"{TODAY NORLAND –} The",
		"{<Lissa>:} The", // the text says that something is "on the island of", so the next case has no reason
	} {
		want := text + rest
		if strings.Contains(text, "<Lissa>") {
			want = text + rest + " A storm in Lissa kept the boats in port."
		}
		plain := strings.NewReplacer("{", "", "}", "", "<", "", ">", "", "«", "", "»", "").Replace(want)
		if got := markDateline(c, plain); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
	for _, text := range []string{
		"Putin: The", "Trump: The", "President Putin – The", "BREAKING: The", "Norland: The", "WATCH – The", "NATO – The",
		"Soccer - The", "Amnesty International – The", "Lissa – the capital – and", "COVID-19 – The", "Friday: The", "March 7 – The",
		"Monday's", "US-Israeli", "US–Israeli", "The U.S.-Israeli", "Iran–Iraq", "The Board –", "At 9:15 The", "Norland (pop. 9) – The", "Lissa is a port. The", "The so-called", "Re-elected: the",
	} {
		if got := markDateline(c, text+rest); got != text+rest {
			t.Errorf("no dateline, but\n got %s", got)
		}
	}
	for _, text := range []string{
		"Israel: The" + rest + "\nIran: The" + rest + "\nEgypt: The" + rest, // a list of countries
		"MODERATOR: The" + rest + "\nGUEST: The" + rest + "\nMODERATOR: The" + rest,
		"KYIV: The day after\nThe" + rest, // a headline
	} {
		if got := markDateline(c, text); got != text {
			t.Errorf("no dateline, but\n got %s", got)
		}
	}
}

func markDateline(c *cues, text string) string {
	_, d := c.blocks(text)
	if d.Start == d.End {
		return text
	}
	type mark struct {
		at   int
		mark string
	}
	marks := []mark{{d.Start, "{"}}
	for _, p := range d.Places {
		if d.Day.End > 0 && p.Start > d.Day.Start {
			continue
		}
		marks = append(marks, mark{p.Start, "<"}, mark{p.End, ">"})
	}
	if d.Day.End > 0 {
		marks = append(marks, mark{d.Day.Start, "«"}, mark{d.Day.End, "»"})
	}
	marks = append(marks, mark{d.End, "}"})
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.at] + m.mark)
		at = m.at
	}
	return b.String() + text[at:]
}
