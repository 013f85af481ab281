package schema

func (r *reader) check() {}
