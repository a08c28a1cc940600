package payments

import (
	"slices"
	"strconv"
)

// pageSize is how many transactions the API hands out at most.
const pageSize = 100

// page is one answer of the transactions list. A row without a time counts for its size only.
type page struct {
	rows           []Transaction
	dated          bool  // any row has a time
	oldest, newest int64 // unix seconds
}

func newPage(rows []Transaction) page {
	p := page{rows: rows}
	for i := range rows {
		if rows[i].CreatedAt.IsZero() {
			continue
		}
		second := rows[i].CreatedAt.Unix()
		if !p.dated {
			p.dated, p.oldest, p.newest = true, second, second
		}
		p.oldest, p.newest = min(p.oldest, second), max(p.newest, second)
	}
	return p
}

func (p page) full() bool { return len(p.rows) >= pageSize }

// has reports whether a row is of that second.
func (p page) has(second int64) bool {
	return slices.ContainsFunc(p.rows, func(t Transaction) bool { return t.CreatedAt.Unix() == second })
}

// repeats reports whether p has rows of a second, and among them all that an earlier page had of it.
func (p page) repeats(earlier page, second int64) bool {
	here := make(map[string]bool)
	for i := range p.rows {
		here[keyOf(&p.rows[i])] = true
	}
	return p.has(second) && !slices.ContainsFunc(earlier.rows, func(t Transaction) bool {
		return t.CreatedAt.Unix() == second && !here[keyOf(&t)]
	})
}

// keyOf returns what makes a row the same as another, "" if nothing does.
func keyOf(t *Transaction) string {
	switch {
	case t.TransactionID != "":
		return t.TransactionID
	case t.ID != 0:
		return "#" + strconv.FormatInt(t.ID, 10)
	default:
		return ""
	}
}
