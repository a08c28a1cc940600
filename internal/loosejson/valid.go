package loosejson

// maxDepth is how deep arrays and objects may nest; encoding/json draws the same line.
const maxDepth = 10000

// checker says whether text is JSON, as json.Valid does, and notes where the members of the outermost object are. Each of
// its methods returns the offset after what it names, or false and the offset of the fault.
type checker struct {
	b       []byte
	base    int // offset of the outermost value
	members []member
}

func (c *checker) value(i, depth int) (int, bool) {
	if i >= len(c.b) {
		return i, false
	}
	switch c.b[i] {
	case '{':
		return c.object(i, depth+1)
	case '[':
		return c.array(i, depth+1)
	case '"':
		return c.str(i + 1)
	case 't':
		return c.literal(i, "true")
	case 'f':
		return c.literal(i, "false")
	case 'n':
		return c.literal(i, "null")
	default:
		return c.number(i)
	}
}

func (c *checker) object(i, depth int) (int, bool) {
	if depth > maxDepth {
		return i, false
	}
	i = skipSpace(c.b, i+1)
	if c.at(i, '}') {
		return i + 1, true
	}
	for {
		end, ok := c.member(i, depth)
		if !ok {
			return end, false
		}
		i = skipSpace(c.b, end)
		if c.at(i, '}') {
			return i + 1, true
		}
		if !c.at(i, ',') {
			return i, false
		}
		i = skipSpace(c.b, i+1)
	}
}

func (c *checker) member(i, depth int) (int, bool) {
	if !c.at(i, '"') {
		return i, false
	}
	nameEnd, ok := c.str(i + 1)
	if !ok {
		return nameEnd, false
	}
	colon := skipSpace(c.b, nameEnd)
	if !c.at(colon, ':') {
		return colon, false
	}
	start := skipSpace(c.b, colon+1)
	end, ok := c.value(start, depth)
	if ok && depth == 1 {
		if c.members == nil {
			c.members = make([]member, 0, 16)
		}
		c.members = append(c.members, member{
			name: i + 1 - c.base, nameEnd: nameEnd - 1 - c.base, start: start - c.base, end: end - c.base,
		})
	}
	return end, ok
}

func (c *checker) array(i, depth int) (int, bool) {
	if depth > maxDepth {
		return i, false
	}
	i = skipSpace(c.b, i+1)
	if c.at(i, ']') {
		return i + 1, true
	}
	for {
		end, ok := c.value(i, depth)
		if !ok {
			return end, false
		}
		i = skipSpace(c.b, end)
		if c.at(i, ']') {
			return i + 1, true
		}
		if !c.at(i, ',') {
			return i, false
		}
		i = skipSpace(c.b, i+1)
	}
}

func (c *checker) at(i int, want byte) bool { return i < len(c.b) && c.b[i] == want }

func (c *checker) literal(i int, want string) (int, bool) {
	for j := range len(want) {
		if !c.at(i+j, want[j]) {
			return i + j, false
		}
	}
	return i + len(want), true
}

// str takes the offset after the opening quote.
func (c *checker) str(i int) (int, bool) {
	for {
		i = skipPlain(c.b, i)
		if i >= len(c.b) || c.b[i] < ' ' {
			return i, false
		}
		if c.b[i] == '"' {
			return i + 1, true
		}
		var ok bool
		if i, ok = c.escape(i + 1); !ok {
			return i, false
		}
	}
}

// escape takes the offset after the backslash.
func (c *checker) escape(i int) (int, bool) {
	if i >= len(c.b) {
		return i, false
	}
	switch c.b[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1, true
	case 'u':
		for range 4 {
			i++
			if i >= len(c.b) || !isHex(c.b[i]) {
				return i, false
			}
		}
		return i + 1, true
	default:
		return i, false
	}
}

func (c *checker) number(i int) (int, bool) {
	if c.at(i, '-') {
		i++
	}
	end, ok := c.digits(i)
	if !ok {
		return end, false
	}
	if c.b[i] == '0' {
		end = i + 1
	}
	i = end
	if c.at(i, '.') {
		if i, ok = c.digits(i + 1); !ok {
			return i, false
		}
	}
	if c.at(i, 'e') || c.at(i, 'E') {
		i++
		if c.at(i, '+') || c.at(i, '-') {
			i++
		}
		return c.digits(i)
	}
	return i, true
}

// digits wants at least one digit.
func (c *checker) digits(i int) (int, bool) {
	start := i
	for i < len(c.b) && isDigit(c.b[i]) {
		i++
	}
	return i, i > start
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }
