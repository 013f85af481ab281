package extract

import "strings"

// Cause is a kind of reason why two known ends are joined by no claim.
type Cause string

// The causes, the most telling first: those that a claim failed by at the last step stand above those of a rule that does not fit, and
// these above what the sentence as a whole is like.
const (
	OnlyDescribed  Cause = "only described"
	SameEntity     Cause = "same entity"
	QuotedByNobody Cause = "quoted by nobody"
	Unclear        Cause = "unclear"
	NoLonger       Cause = "no longer"
	Deed           Cause = "deed"
	Game           Cause = "game"
	WrongSubject   Cause = "wrong kind of subject"
	WrongObject    Cause = "wrong kind of object"
	Unresolved     Cause = "unresolved"
	NoEnd          Cause = "no end"
	SlotEmpty      Cause = "slot empty"
	NoComplement   Cause = "no complement"
	Forbidden      Cause = "forbidden word"
	WordMissing    Cause = "word missing"
	OtherTheme     Cause = "other theme"
	OtherVerb      Cause = "other verb"
	OtherClass     Cause = "other word class"
	OfOthers       Cause = "of others"
	NoTrigger      Cause = "no trigger"
	NoNoun         Cause = "no trigger noun"
	OnlySaid       Cause = "only said"
	Apart          Cause = "apart"
	InPhrase       Cause = "in a phrase"
	SideBySide     Cause = "side by side"
	Aside          Cause = "aside"
)

// causes gives the text of each cause, in the order of the constants. {trigger}, {slot}, {words} and {wanted} are those of the reason.
var causes = []struct {
	cause Cause
	text  string
}{
	{OnlyDescribed, "its {slot}, {words}, is only described: no entity that is known"},
	{SameEntity, "both its ends are one: {words}"},
	{QuotedByNobody, "it stands in a quotation, and the text does not say here whose"},
	{Unclear, "whether it happened cannot be told{words}"},
	{NoLonger, "the words before {trigger} tell of what is no more"},
	{Deed, "one of its ends is what somebody did or has, and does not act: {words}"},
	{Game, "the sentence may tell of a game: {words}"},
	{WrongSubject, "its subject, {words}, is not of a kind that it has there: {wanted}"},
	{WrongObject, "its object, {words}, is not of a kind that it has there: {wanted}"},
	{Unresolved, "its {slot} is {words}, and it is not sure who that is"},
	{NoEnd, "its {slot} is {words}: no name, nor anybody described"},
	{SlotEmpty, "its {slot} is missing, sought here: {wanted}"},
	{NoComplement, "it asks for {wanted} beside {trigger}"},
	{Forbidden, "a word in the clause forbids it: {wanted}"},
	{WordMissing, "it asks for one of these words in the clause: {wanted}"},
	{OtherTheme, "{trigger} tells something only with one of these as what it is done with: {wanted}"},
	{OtherVerb, "{trigger} with {words} is another verb, which no relation has"},
	{OtherClass, "{trigger} is known as {wanted}, and is none here"},
	{OfOthers, "{words} tells of others"},
	{NoTrigger, "no relation has {words}, which joins the two"},
	{NoNoun, "only a phrase joins the two, that of {words}, which no relation has"},
	{OnlySaid, "one of the two only speaks of the other: {words}"},
	{Apart, "the two stand in different clauses: {words}"},
	{InPhrase, "one of the two only stands in the phrase of the other"},
	{SideBySide, "the two are only listed together"},
	{Aside, "the sentence is no part of the report, but {wanted}"},
}

// rank gives the place of a cause, the most telling 0.
func (c Cause) rank() int {
	for i := range causes {
		if causes[i].cause == c {
			return i
		}
	}
	return len(causes)
}

// Reason is why some pairs of known ends are joined by no claim.
type Reason struct {
	Cause   Cause       `json:"cause"`
	Near    bool        `json:"near"`    // false of a rule that has neither of the two in its slots
	Text    string      `json:"text"`    // the reason in words
	Between [][2]string `json:"between"` // the names of the pairs of ends that it is about
	Type    string      `json:"type"`    // relation that came nearest, empty where no rule was tried or several fared alike
	Rule    string      `json:"rule"`    // file:line
	Trigger *Words      `json:"trigger"` // nil where no rule was tried
	Slot    string      `json:"slot"`    // "subject" or "object" where one of them failed
	Words   []Words     `json:"words"`   // the words that decided, never null
	Wanted  []string    `json:"wanted"`  // what was asked for, never null

	single bool // one slot failed and the other did not
}

// longestList is how many of the wanted words a text names.
const longestList = 6

// say sets the text of a reason.
func (o *Reason) say() {
	var words []string
	for _, w := range o.Words {
		words = append(words, "“"+oneLine(w.Text)+"”")
	}
	wanted := o.Wanted
	more := ""
	if len(wanted) > longestList {
		wanted, more = wanted[:longestList], ", ..."
	}
	trigger := ""
	if o.Trigger != nil {
		trigger = "“" + oneLine(o.Trigger.Text) + "”"
	}
	if o.Cause == Unclear && len(words) > 0 {
		words[0] = ": " + words[0]
	}
	fill := strings.NewReplacer("{trigger}", trigger, "{slot}", o.Slot, "{words}", strings.Join(words, ", "), "{wanted}", strings.Join(wanted, ", ")+more)
	if i := o.Cause.rank(); i < len(causes) {
		o.Text = fill.Replace(causes[i].text)
	}
}
