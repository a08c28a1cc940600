package sandbox

import (
	"container/heap"
	"time"

	"github.com/shopspring/decimal"
)

// dueKind says what falls due. At the same second a cancellation comes first.
type dueKind uint8

const (
	dueCancel dueKind = iota
	dueCharge
)

// dueItem is something to do at a time. A date that is moved leaves its old item in the
// schedule, so an item counts only while the subscription has the same date.
type dueItem struct {
	at       time.Time
	kind     dueKind
	purchase *purchase
}

// stands reports whether the item still counts.
func (d dueItem) stands() bool {
	sub := d.purchase.sub
	if !sub.active {
		return false
	}
	if d.kind == dueCancel {
		return sub.cancelAt.Equal(d.at)
	}
	return sub.next.Equal(d.at)
}

// schedule is a heap of due items, the earliest first.
type schedule []dueItem

func (s schedule) Len() int { return len(s) }

func (s schedule) Less(i, j int) bool {
	a, b := s[i], s[j]
	switch {
	case !a.at.Equal(b.at):
		return a.at.Before(b.at)
	case a.kind != b.kind:
		return a.kind < b.kind
	default:
		return a.purchase.id < b.purchase.id
	}
}

func (s schedule) Swap(i, j int) { s[i], s[j] = s[j], s[i] }

// Push implements heap.Interface.
func (s *schedule) Push(x any) { *s = append(*s, x.(dueItem)) }

// Pop implements heap.Interface.
func (s *schedule) Pop() any {
	old := *s
	last := old[len(old)-1]
	old[len(old)-1] = dueItem{}
	*s = old[:len(old)-1]
	return last
}

func (st *state) schedule(at time.Time, kind dueKind, p *purchase) {
	heap.Push(&st.due, dueItem{at: at, kind: kind, purchase: p})
}

// settle brings the state up to a time and does what falls due on the way.
func (st *state) settle(to time.Time) {
	for len(st.due) > 0 && !st.due[0].at.After(to) {
		item := heap.Pop(&st.due).(dueItem)
		if !item.stands() {
			continue
		}
		st.moveTo(item.at)
		if item.kind == dueCancel {
			st.cancel(item.purchase)
		} else {
			st.chargeDue(item.purchase)
		}
	}
	st.moveTo(to)
}

func (st *state) moveTo(to time.Time) {
	if to.After(st.now) {
		st.now = to
	}
}

// noTime is the zero time: never.
var noTime time.Time

// days is a duration in days, for money: exact to the second.
func days(d time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(d / time.Second)).Div(decimal.NewFromInt(24 * 60 * 60))
}
