package payments

// meaning is what the API takes created_at for. Its documents name two, and neither says whether the bound's own second is
// among the answer, so it is found out from answers (inferred).
type meaning struct {
	// from: created_at asks for that second and later ones. Otherwise it asks for that second and earlier ones.
	from bool
	// shift is added to a second to have the rows of that second too: 0 if the API gives them anyway, else one second
	// earlier under "from" and one later under "up to".
	shift int64
}

// meaningOf tells the meaning from the newest page and the answer to its oldest second. Rows newer than that second come
// under "from" only. The rows of that second, which the newest page shows to be there, come if the bound is inclusive.
func meaningOf(newest, answer page) meaning {
	bound := newest.oldest
	from := answer.dated && answer.newest > bound
	switch {
	case answer.has(bound):
		return meaning{from: from}
	case from:
		return meaning{from: true, shift: -1}
	default:
		return meaning{shift: 1}
	}
}

// confirmFrom asks for the newest second of all. Under "from" nothing older comes. "Up to" in another time zone looks like
// "from" in meaningOf, but hands out older rows here. It returns an error if the meaning is not "from".
func (w *walk) confirmFrom(newest page, m meaning) error {
	answer, err := w.fetchAt(newest.newest + m.shift)
	if err != nil {
		return err
	}
	if !answer.repeats(newest, newest.newest) || answer.oldest < newest.newest {
		return gapAt(newest.oldest)
	}
	return nil
}

// confirmOldestFirst makes sure that "from" hands out the oldest rows from the bound on. If it hands out the newest ones of
// all, nothing between can be had, and it returns an error. first is the answer to since, top the oldest second of the
// newest page.
func (w *walk) confirmOldestFirst(first page, top int64) error {
	if first.dated && first.oldest < top {
		return nil
	}
	// Either since leaves no others, or no others can be had. Rows before since tell which.
	all, err := w.fetchAt(1)
	if err != nil {
		return err
	}
	if !all.dated || all.oldest >= top {
		return gapAt(top)
	}
	return nil
}
