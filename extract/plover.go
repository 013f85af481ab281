package extract

import (
	"sync"

	"newsgraph/schema"
)

// ploverTable is words/plover.txt.
type ploverTable struct {
	friendly, hostile wordSet
	stated            map[string][2]string // "planned friendly" to type and CAMEO code
}

var ploverStated = sync.OnceValue(func() ploverTable {
	l := mustWords("plover.txt")
	t := ploverTable{friendly: l.set("friendly"), hostile: l.set("hostile"), stated: map[string][2]string{}}
	for _, f := range l["stated"] {
		t.stated[f[0]+" "+f[1]] = [2]string{f[2], f[3]}
	}
	return t
})

// ploverAsStated codes a claim as the text states it: what is planned, requested or refused has another type than the
// same act done. Standing relations and those without a PLOVER type have none.
func ploverAsStated(rel *schema.Relation, c *Claim, refused bool) (plover, mode, cameo string) {
	if rel.Plover == "" {
		return "", "", ""
	}
	t := ploverStated()
	key := ""
	switch {
	case refused:
		key = "refused any"
	case c.Modality == Requested:
		key = "requested any"
	case c.Modality == Planned && c.Polarity == Negated && t.friendly[rel.Plover]:
		key = "refused any" // "will not lift the ban"
	case c.Modality == Planned && c.Polarity == Affirmed && t.friendly[rel.Plover]:
		key = "planned friendly"
	case c.Modality == Planned && c.Polarity == Affirmed && t.hostile[rel.Plover]:
		key = "planned hostile"
	}
	if v, ok := t.stated[key]; ok && key != "" {
		return v[0], "", v[1]
	}
	return rel.Plover, rel.Mode, rel.Cameo
}
