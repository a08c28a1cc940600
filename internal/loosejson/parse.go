package loosejson

import "bytes"

// Parse checks that data is one JSON value and nothing else, and returns it. It accepts what json.Valid accepts, and passes
// over a byte order mark. The error is a [*SyntaxError]. The value shares memory with data.
func Parse(data []byte) (Value, error) {
	start := skipSpace(data, len(data)-len(bytes.TrimPrefix(data, []byte("\ufeff"))))
	c := checker{b: data, base: start}
	end, ok := c.value(start, 0)
	if !ok {
		return Value{}, &SyntaxError{Offset: end, Hint: hint(data[start:], end == len(data))}
	}
	if rest := skipSpace(data, end); rest < len(data) {
		return Value{}, &SyntaxError{Offset: rest, Hint: "data after the value"}
	}
	return Value{raw: data[start:end:end], members: c.members}, nil
}

func hint(data []byte, atEnd bool) string {
	switch {
	case len(data) == 0:
		return "empty"
	case data[0] == '<':
		return "looks like HTML"
	case atEnd:
		return "cut short"
	default:
		return "not valid JSON"
	}
}
