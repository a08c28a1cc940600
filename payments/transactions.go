package payments

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/paykickstart-go/sdk/api"
)

// ErrTransactionGap means that [TransactionService.All] met a full page that it cannot page past: 100 transactions or more
// in one second, or a meaning of created_at that brings nothing new. The error's text names the second.
//
// To go on, range again with a since later than that second. What lies in it may stay incomplete, and what lies before it
// cannot be reached where created_at means "up to".
var ErrTransactionGap = errors.New("cannot page past this without leaving out transactions")

// All yields the account's transactions of since and later, each once, in no promised order, and reads as many
// pages as it takes (2.4.5, GET transactions). The zero since means all. Nothing is read before the first step.
//
// It selects by CreatedAt, the time of the charge. A refund of today changes an older transaction and is not among those
// since yesterday: to see refunds go back by the refund period each time. A [Transaction] has no currency, no buyer and no
// InvoiceID: keep the ids that notifications bring if you must match them.
//
// The API hands out 100 transactions at a time, and its documents disagree on whether created_at means "from" or "up to".
// The iterator finds out from the answers (inferred) and pages under either meaning. Transactions made while it runs may be
// yielded or not.
//
// An error is yielded once, with a zero Transaction, as the last step. What came before it is sound, but not all there is.
// Apart from the errors of [TransactionService.List] it may match [ErrTransactionGap]. If no error was yielded, nothing
// was left out. It is safe to range again, which reads anew.
func (s *TransactionService) All(ctx context.Context, since time.Time) iter.Seq2[Transaction, error] {
	return func(yield func(Transaction, error) bool) {
		w := walk{
			list:  func(createdAt time.Time) ([]Transaction, error) { return s.list(ctx, opTransactions, createdAt) },
			since: since,
			start: since.Add(time.Second - 1).Unix(),
			yield: yield,
		}
		if err := w.run(); err != nil && !w.stopped {
			yield(Transaction{}, err)
		}
	}
}

// walk is one run of the iterator. Bounds are unix seconds; rows carry whole seconds only.
type walk struct {
	list  func(createdAt time.Time) ([]Transaction, error)
	since time.Time
	// start is the first second that is not before since.
	start   int64
	yield   func(Transaction, error) bool
	stopped bool
	// first and last hold the keys of the first page and of the last one. Pages overlap with no others.
	first, last map[string]bool
}

var errStopped = errors.New("the caller stopped")

// run reads the newest page, and under the meaning that the next answer shows, what it takes to have the rest.
func (w *walk) run() error {
	newest, err := w.fetch(time.Time{})
	if err != nil {
		return err
	}
	if err := w.emit(newest); err != nil {
		return err
	}
	switch {
	case !newest.full():
		return nil
	case !newest.dated:
		return gap("they carry no time")
	case newest.oldest < w.start:
		return nil
	}
	answer, err := w.fetchAt(newest.oldest)
	if err != nil {
		return err
	}
	m := meaningOf(newest, answer)
	if m.from {
		return w.forward(newest, m)
	}
	return w.back(newest, answer, m)
}

// emit yields the rows of a page that are new and not before since.
func (w *walk) emit(p page) error {
	keys := make(map[string]bool, len(p.rows))
	for i := range p.rows {
		row := &p.rows[i]
		key := keyOf(row)
		known := key != "" && (keys[key] || w.first[key] || w.last[key])
		keys[key] = true
		if known || !row.CreatedAt.IsZero() && row.CreatedAt.Before(w.since) {
			continue
		}
		if !w.yield(*row, nil) {
			w.stopped = true
			return errStopped
		}
	}
	w.last = keys
	if w.first == nil {
		w.first = keys
	}
	return nil
}

// fetchAt asks with a bound. PHP may take 0 for none.
func (w *walk) fetchAt(second int64) (page, error) {
	return w.fetch(time.Unix(max(second, 1), 0))
}

func (w *walk) fetch(createdAt time.Time) (page, error) {
	rows, err := w.list(createdAt)
	if err != nil {
		return page{}, err
	}
	return newPage(rows), nil
}

func gapAt(second int64) error {
	return gap("at " + time.Unix(second, 0).UTC().Format(time.RFC3339))
}

func gap(where string) error {
	return &api.Error{Op: opTransactions, Err: fmt.Errorf("%w: %s", ErrTransactionGap, where)}
}
