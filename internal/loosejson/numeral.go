package loosejson

import "math"

// A numeral longer than maxNumeral bytes, or with an exponent beyond maxExponent, is refused: no money or id looks like
// that, and working it out could take for ever.
const (
	maxNumeral  = 128
	maxExponent = 100
)

// numeral is mantissa * 10^exp, with the sign apart. Its lowest terms are kept: a whole number has no negative exp.
type numeral struct {
	negative bool
	mantissa uint64
	exp      int
	big      bool // the mantissa does not hold all digits
}

// parseNumeral reads [+-]digits[.digits][e[+-]digits]. Digits may lack on one side of the point, as in PHP.
func parseNumeral(text []byte) (numeral, bool) {
	var n numeral
	if len(text) > maxNumeral {
		return n, false
	}
	n.negative, text = cutSign(text)
	text, whole := n.digits(text)
	if len(text) > 0 && text[0] == '.' {
		var fraction int
		text, fraction = n.digits(text[1:])
		n.exp -= fraction
		whole += fraction
	}
	exp, ok := parseExponent(text)
	if whole == 0 || !ok {
		return n, false
	}
	n.exp += exp
	n.reduce()
	return n, true
}

func cutSign(text []byte) (negative bool, rest []byte) {
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		return text[0] == '-', text[1:]
	}
	return false, text
}

// digits adds digits to the mantissa and returns what follows them and their number.
func (n *numeral) digits(text []byte) ([]byte, int) {
	i := 0
	for ; i < len(text) && isDigit(text[i]); i++ {
		digit := uint64(text[i] - '0')
		if n.mantissa > (math.MaxUint64-digit)/10 {
			n.big = true
		}
		n.mantissa = n.mantissa*10 + digit
	}
	return text[i:], i
}

// parseExponent reads e[+-]digits, or nothing.
func parseExponent(text []byte) (int, bool) {
	if len(text) == 0 {
		return 0, true
	}
	if text[0] != 'e' && text[0] != 'E' {
		return 0, false
	}
	negative, digits := cutSign(text[1:])
	exp := 0
	for _, c := range digits {
		if !isDigit(c) || exp > maxExponent {
			return 0, false
		}
		exp = exp*10 + int(c-'0')
	}
	if negative {
		return -exp, len(digits) > 0 && exp <= maxExponent
	}
	return exp, len(digits) > 0 && exp <= maxExponent
}

func (n *numeral) reduce() {
	if n.big {
		return
	}
	for n.exp < 0 && n.mantissa%10 == 0 && n.mantissa != 0 {
		n.mantissa /= 10
		n.exp++
	}
	if n.mantissa == 0 {
		n.exp = 0
	}
}

func (n numeral) zero() bool { return n.mantissa == 0 && !n.big }

func (n numeral) whole() bool { return n.exp >= 0 }

// uint64 returns the value if it is a whole number that fits.
func (n numeral) uint64() (uint64, bool) {
	if n.big || n.exp < 0 || n.negative && n.mantissa != 0 {
		return 0, false
	}
	u := n.mantissa
	for range n.exp {
		if u > math.MaxUint64/10 {
			return 0, false
		}
		u *= 10
	}
	return u, true
}

// int64 returns the value if it is a whole number that fits.
func (n numeral) int64() (int64, bool) {
	positive := n
	positive.negative = false
	u, ok := positive.uint64()
	switch {
	case !ok:
		return 0, false
	case n.negative && u <= 1<<63:
		return -int64(u), true
	case !n.negative && u <= math.MaxInt64:
		return int64(u), true
	default:
		return 0, false
	}
}
