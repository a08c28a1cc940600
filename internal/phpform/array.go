package phpform

import (
	"math"
	"strconv"
)

// indexFrom is the size from which an array finds its keys through a map.
const indexFrom = 16

// set gives the element at keys its value, and makes the arrays on the way to it.
func (a *Array) set(keys []key, value string) {
	for !keys[0].forged {
		elem := a.elem(keys[0])
		keys = keys[1:]
		switch {
		case elem == nil:
			return
		case len(keys) == 0:
			elem.Value, elem.Array = value, nil
			return
		case elem.Array == nil:
			elem.Value, elem.Array = "", newArray()
		}
		a = elem.Array
	}
}

// elem finds an element or adds it; nil when no number is left.
func (a *Array) elem(k key) *Field {
	if k.none {
		k.text = strconv.FormatInt(a.next, 10)
		if a.next == math.MaxInt64 && a.find(k.text) >= 0 {
			return nil
		}
	}
	if i := a.find(k.text); i >= 0 {
		return &a.elems[i]
	}
	if n, ok := parseIndex(k.text); ok && (n >= a.next || !a.numbered) {
		a.next, a.numbered = n, true
		if n < math.MaxInt64 {
			a.next++
		}
	}
	a.elems = append(a.elems, Field{Name: k.text})
	a.remember(k.text)
	return &a.elems[len(a.elems)-1]
}

func (a *Array) find(name string) int {
	if a.index != nil {
		if i, ok := a.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range a.elems {
		if a.elems[i].Name == name {
			return i
		}
	}
	return -1
}

func (a *Array) remember(name string) {
	switch n := len(a.elems); {
	case a.index != nil:
		a.index[name] = n - 1
	case n == indexFrom:
		a.index = make(map[string]int, 2*n)
		for i := range a.elems {
			a.index[a.elems[i].Name] = i
		}
	}
}

// IsIndex tells whether PHP makes the name a number: "0", "12", "-5"; not "00", "-0", "+1" or what
// 64 bits do not hold.
func IsIndex(name string) bool {
	_, ok := parseIndex(name)
	return ok
}

func parseIndex(name string) (int64, bool) {
	if name == "" || name[0] != '-' && (name[0] < '0' || name[0] > '9') {
		return 0, false
	}
	n, err := strconv.ParseInt(name, 10, 64)
	return n, err == nil && strconv.FormatInt(n, 10) == name
}
