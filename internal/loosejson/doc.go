// Package loosejson reads JSON as PHP writes it into plain Go values. In one answer a member is a number, in the next a
// string; an object that is not there comes as [], "", null or false; a list with gaps comes as an object with numeric names.
//
// [Parse] checks an answer once. A [Value] is then known to be valid and is walked without further checks. [Value.Decode]
// reads it into a Go value by the rules that its doc comment lists. Nothing of an answer's values is in any error.
//
// Everything here is safe for concurrent use, as long as nobody writes to the bytes that were parsed.
//
// # Why not encoding/json
//
// It takes no number for a string, so that every field would need a type of its own with UnmarshalJSON, and callers would
// get these types instead of string, int64, bool, decimal.Decimal and time.Time. It drops members that have no field, where
// Extra keeps them. This package is also faster: the benchmarks print its time as a share of encoding/json's.
//
// # When Go 1.27 is the floor
//
// Then the standard library has encoding/json/v2 and jsontext, and most files here can go. This was tried with Go 1.26 and
// GOEXPERIMENT=jsonv2; look again at the names that the release has.
//
// A jsontext.Decoder with AllowDuplicateNames and AllowInvalidUTF8 replaces
//
//   - valid.go, scan.go and text.go: checking, walking, and the text of strings. parse.go shrinks to the byte order mark,
//     which jsontext refuses, and the hint of a [SyntaxError].
//
// json.Unmarshal with the option WithUnmarshalers replaces
//
//   - plan.go, plan_struct.go and decode_struct.go: which member goes to which field. The tag option for unknown members
//     takes the place of a field named Extra. Its name differs between releases, and a wrong one loses data in silence.
//   - decode.go, decode_list.go and decode_pointer.go. One function for the type any looks at every value first. It reads
//     PHP's empties and its lists with gaps, and leaves the others to the functions for their types. It also has to empty a
//     struct before it is read: v2 merges duplicate members, and here the last one counts whole.
//
// What stays is PHP, or ours:
//
//   - decode_scalar.go, numeral.go, decimal.go, amount.go and time.go: what text stands for what number, amount or time. The
//     readers of them become functions for UnmarshalFromFunc. Nothing there reads the tag loose:"pad=4".
//   - error.go: an error of v2 holds the value that did not fit, which may be a secret. Only its JSONPointer may be used.
//   - value.go and member.go: an answer is judged by some of its members before it is decoded.
package loosejson
