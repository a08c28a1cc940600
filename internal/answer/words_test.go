package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// longAnswers are answers of about n bytes that say no, each at length in another way.
func longAnswers(n int) map[string]string {
	many := func(start, one, end string) string { return start + strings.Repeat(one, n/len(one)) + end }
	fields := strings.Builder{}
	for i := 0; fields.Len() < n; i++ {
		fmt.Fprintf(&fields, `"field%d":"is wrong",`, i)
	}
	messages := strings.Builder{}
	for i := 0; messages.Len() < n; i++ {
		fmt.Fprintf(&messages, `"message":"wrong %d",`, i)
	}
	return map[string]string{
		"other messages": `{` + messages.String() + `"success":0}`,
		"long texts":     `{"errors":{"x":[` + strings.Repeat(`"`+strings.Repeat("b", MaskWindow)+`",`, n/MaskWindow) + `"y"]}}`,
		"long names":     longNames(n),
		"names":          many(`{"errors":{`, `"x":"wrong",`, `"x":"y"}}`),
		"other names":    `{"errors":{` + fields.String() + `"x":"y"}}`,
		"lists":          many(`{"errors":[`, `"wrong",`, `"y"]}`),
		"lists by name":  many(`{"errors":{`, `"x":["wrong","bad"],`, `"x":"y"}}`),
		"errors":         many(`{`, `"errors":["wrong"],`, `"x":"y"}`),
		"objects":        many(`{`, `"errors":{"a":"wrong"},`, `"x":"y"}`),
		"in data":        many(`{"success":0,"data":{`, `"errors":{"x":"wrong"},`, `"x":"y"}}`),
		"messages":       many(`{"success":0,`, `"message":"wrong",`, `"x":"y"}`),
		"flags":          many(`{`, `"success":"declined",`, `"x":"y"}`),
		"blanks":         many(`{"success":0,"errors":[`, `"",`, `""]}`),
		"deep":           many(`{"success":0,"errors":`+strings.Repeat("[", 14)+`"x",`, `"",`, `""`+strings.Repeat("]", 14)+`}`),
		"one message":    many(`{"success":0,"message":"`, `é`, `"}`),
		"escapes":        many(`{"errors":"`, `\u00e9`, `"}`),
		"one name":       many(`{"errors":{"`, `é`, `":"x"}}`),
		"one text":       many(`{"errors":{"x":["`, `tok_payment_0001 `, `"]}}`),
	}
}

func longNames(n int) string {
	var b strings.Builder
	for i := range n / MaskWindow {
		fmt.Fprintf(&b, `"%d%s":"x",`, i, strings.Repeat("n", MaskWindow))
	}
	return `{"errors":{` + b.String() + `"x":"y"}}`
}

func TestWhatALongAnswerSaysIsBounded(t *testing.T) {
	t.Parallel()
	for name, body := range longAnswers(256 << 10) {
		for _, status := range []int{200, 422} {
			err := judged(status, body, writeCall(Want{}))
			require.ErrorIs(t, err, api.ErrRejected, name)
			e := failed(t, err)
			assert.LessOrEqual(t, len(e.Message), excerptSize, name)
			assert.LessOrEqual(t, len(e.Fields), mostFields, name)
			size := 0
			for field, texts := range e.Fields {
				size += len(field)
				for _, text := range texts {
					size += len(text)
				}
			}
			assert.LessOrEqual(t, size, mostText+MaskWindow, name)
			assert.LessOrEqual(t, len(err.Error()), 2*(mostText+MaskWindow), name)
			assert.NotContains(t, everything(t, err), "tok_payment_0001")
		}
	}
}

// What is taken of an answer bounds the work that follows: every text is searched for every secret.
func TestWhatIsTakenOfALongAnswerIsBounded(t *testing.T) {
	t.Parallel()
	for name, body := range longAnswers(256 << 10) {
		answer, err := loosejson.Parse([]byte(body))
		require.NoError(t, err, name)
		taken := read(answer, &Want{}).words
		texts := slices.Concat(taken.message, taken.flags)
		for field, list := range taken.fields {
			texts = append(append(texts, field), list...)
		}
		assert.LessOrEqual(t, len(texts), mostText/textCost, name)
		assert.LessOrEqual(t, len(strings.Join(texts, "")), mostText+MaskWindow, name)
	}
}

// Every level within errors costs another pass over all that is in it.
func TestNothingLargeIsLookedIntoWithinErrors(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]string{largest / 2: "x", largest: ""} {
		body := `{"errors":[["x","` + strings.Repeat("a", size) + `"]]}`
		err := judged(200, body, writeCall(Want{}))
		require.ErrorIs(t, err, api.ErrRejected)
		text, _, _ := strings.Cut(failed(t, err).Message, ";")
		assert.Equal(t, want, text)
	}
}

func TestCausesAreBounded(t *testing.T) {
	t.Parallel()
	cause := errors.New("short")
	long := fmt.Errorf("%s%s: %w", strings.Repeat("é", 1<<20), fakeToken, errors.Join(cause, context.DeadlineExceeded))
	err := judge(writeCall(Want{}), &Got{Err: long})
	require.ErrorIs(t, err, cause, "what the error matches stays")
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.LessOrEqual(t, len(err.Error()), 2*excerptSize)
	assert.LessOrEqual(t, len(everything(t, err)), 64*excerptSize)

	var into thing
	call := writeCall(Want{Into: &into, NoFlagNeeded: true, Check: func() error { return long }})
	err = judged(200, `{"success":1}`, call)
	require.ErrorIs(t, err, cause)
	assert.LessOrEqual(t, len(err.Error()), 2*excerptSize)
	assert.NotContains(t, everything(t, err), fakeToken)

	var timeout interface{ Timeout() bool }
	require.ErrorAs(t, Shorten(fmt.Errorf("%0100d %w", 1, context.DeadlineExceeded), 10), &timeout)
	assert.True(t, timeout.Timeout())
	assert.NoError(t, Shorten(nil, 10))
	assert.Equal(t, "é", cut("éé", 3))
}
