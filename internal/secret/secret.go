// Package secret keeps what must not be printed where no printer finds it, however deep it looks into structs and behind
// pointers: behind a closure.
package secret

// Held is a value behind a closure: a secret text, a list of them, or what was made of one, such as the state of an HMAC,
// from which a key can be read. The zero Held holds the zero value of T.
//
// It is immutable and safe for concurrent use; what it holds is as safe as T is. A closure equals no other, not even itself,
// so a Held cannot be compared with ==, and reflect.DeepEqual calls any two different.
type Held[T any] struct {
	get func() T
}

// Hold returns a Held that holds v.
func Hold[T any](v T) Held[T] { return Held[T]{get: func() T { return v }} }

// Get returns what is held.
func (h Held[T]) Get() T {
	if h.get == nil {
		var none T
		return none
	}
	return h.get()
}

// IsZero reports whether h is the zero Held.
func (h Held[T]) IsZero() bool { return h.get == nil }
