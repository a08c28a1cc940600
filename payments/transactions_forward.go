package payments

// forward pages under "from": from since on, page by page, until it is beyond the oldest second of the newest page. All
// that is later is known already.
func (w *walk) forward(newest page, m meaning) error {
	top := newest.oldest
	if err := w.confirmFrom(newest, m); err != nil {
		return err
	}
	first, err := w.fetchAt(w.start + m.shift)
	if err != nil {
		return err
	}
	if err := w.emit(first); err != nil {
		return err
	}
	if err := w.confirmOldestFirst(first, top); err != nil {
		return err
	}
	return w.climb(first, top, m)
}

// climb asks for the newest second of the page known, again and again, until that second is beyond top. Each answer has to
// repeat what is known of the second, or rows between the two could be left out.
func (w *walk) climb(known page, top int64, m meaning) error {
	for known.newest <= top {
		edge := known.newest
		next, err := w.fetchAt(edge + m.shift)
		if err != nil {
			return err
		}
		if !next.repeats(known, edge) {
			return gapAt(edge)
		}
		if err := w.emit(next); err != nil {
			return err
		}
		if next.newest == edge {
			return gapAt(edge)
		}
		known = next
	}
	return nil
}
