package payments

// back pages under "up to": from the newest page back to since. It asks for the oldest second of the page known, again and
// again. Each answer has to repeat what is known of that second, or rows between the two could be left out. next is the
// answer to the oldest second of the newest page.
func (w *walk) back(newest, next page, m meaning) (err error) {
	if m.shift != 0 {
		// That answer left out its own second.
		next, err = w.fetchAt(newest.oldest + m.shift)
	}
	for known := newest; err == nil; {
		edge := known.oldest
		if !next.repeats(known, edge) {
			return gapAt(edge)
		}
		if err := w.emit(next); err != nil {
			return err
		}
		if !next.full() || next.oldest < w.start {
			return nil
		}
		if next.oldest == edge {
			return gapAt(edge)
		}
		known = next
		next, err = w.fetchAt(known.oldest + m.shift)
	}
	return err
}
