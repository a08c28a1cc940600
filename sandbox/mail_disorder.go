package sandbox

import (
	"errors"
	"math/rand/v2"
)

// Disorder says how notifications go astray. PayKickstart promises neither order nor
// single delivery. The zero value sends each notification once and in order.
type Disorder struct {
	// Duplicate is the probability, from 0 to 1, that a notification is sent twice.
	Duplicate float64
	// Late is the probability, from 0 to 1, that a notification is held back until the
	// next ones are sent, or until [Sandbox.Flush].
	Late float64
	// Shuffle mixes the notifications that are sent together: those of one call, or of
	// one [Sandbox.Advance].
	Shuffle bool
}

// check names the chances that are none.
func (d Disorder) check() error {
	var all problems
	if !isChance(d.Duplicate) {
		all.add("disorder: Duplicate is no probability: want 0 to 1, got %v", d.Duplicate)
	}
	if !isChance(d.Late) {
		all.add("disorder: Late is no probability: want 0 to 1, got %v", d.Late)
	}
	return errors.Join(all...)
}

// isChance is false for NaN too.
func isChance(chance float64) bool { return chance >= 0 && chance <= 1 }

// disorder carries a Disorder out.
type disorder struct {
	Disorder
	rand *rand.Rand
	held []parcel
}

func newDisorder(d Disorder, seed uint64) *disorder {
	return &disorder{Disorder: d, rand: rand.New(rand.NewPCG(seed, 2))}
}

// apply returns the parcels to bring now: some of the new ones, and those that
// were late before.
func (d *disorder) apply(parcels []parcel) []parcel {
	var now, held []parcel
	for _, parcel := range parcels {
		if d.rand.Float64() < d.Late {
			held = append(held, parcel)
		} else {
			now = append(now, parcel)
		}
		if d.rand.Float64() < d.Duplicate {
			now = append(now, parcel)
		}
	}
	now = append(now, d.release()...)
	d.held = held
	if d.Shuffle {
		d.rand.Shuffle(len(now), func(i, j int) { now[i], now[j] = now[j], now[i] })
	}
	return now
}

// release gives back what was held.
func (d *disorder) release() []parcel {
	held := d.held
	d.held = nil
	return held
}
