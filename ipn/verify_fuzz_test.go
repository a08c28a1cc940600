package ipn_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// FuzzVerify holds the Verifier to the readable signer: fields signed by that one verify, under each scheme, and no longer do with
// any other code or another value.
func FuzzVerify(f *testing.F) {
	f.Add("event", "sales", "amount", "1.00", "licenses", "A, B", "x", " ü ")
	f.Add("b", "€", "a", "0", "0", "zero", "licenses", "é")
	f.Add("transaction_id", "é", "mode", "\x00", "licenses", "", "z", "日本")
	f.Add("B", "1", "b", "2", "a", " 0 ", "_", "\xff\v")
	f.Fuzz(func(t *testing.T, n1, v1, n2, v2, n3, v3, n4, v4 string) {
		body := ""
		for _, pair := range [][2]string{{n1, v1}, {n2, v2}, {n3, v3}, {n4, v4}, {"f1", v1}, {"f2", v2}, {"f3", v4}, {"f4", v3}, {"e1", v4}, {"e2", v3}, {"e3", v1}, {"e4", "w"}} {
			body += url.QueryEscape(pair[0]) + "=" + url.QueryEscape(pair[1]) + "&"
		}
		form, err := ipn.ParseForm([]byte(body))
		if err != nil {
			return
		}
		fields := []refField{}
		for name, value := range form.All() {
			if name == "hash" || name == "verification_code" {
				return
			}
			fields = append(fields, refField{name, value})
		}
		if strings.ContainsRune(n1+n2+n3+n4, '[') {
			return
		}
		check := func(scheme ipn.Scheme, code string, want bool) {
			t.Helper()
			verifier, err := ipn.NewVerifier(ipn.Secrets("first", "second"), ipn.WithSchemes(scheme))
			require.NoError(t, err)
			n, err := verifier.Verify(t.Context(), []byte(body+scheme.String()+"="+code))
			if err != nil {
				require.True(t, errorsAsField(err) || !want, "%v", err)
			}
			require.Equal(t, want, n != nil, "%s %q", scheme, body)
		}
		check(ipn.SchemeVerificationCode, refVerificationCode("second", fields), true)
		check(ipn.SchemeVerificationCode, refVerificationCode("third", fields), false)
		asSent := map[string]bool{refHash("second", fields, false, false): true, refHash("second", fields, false, true): true}
		for code := range asSent {
			check(ipn.SchemeHash, code, true)
		}
		for _, last := range []bool{false, true} {
			latin1 := refHash("second", fields, true, last)
			check(ipn.SchemeHash, latin1, asSent[latin1] || refSurvives(fields))
		}
		check(ipn.SchemeHash, refHash("second", append(fields, refField{"e5", "more"}), false, false), false)
		check(ipn.SchemeHash, refHash("third", fields, false, false), false)
	})
}

// FuzzVerifyBody sends any body: no panic, and nothing verifies without its code.
func FuzzVerifyBody(f *testing.F) {
	for _, v := range vectors(f) {
		if len(v.Body) < 1000 {
			f.Add(v.Body)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		verifier, err := ipn.NewVerifier(ipn.Secrets("nobody signs with this"))
		require.NoError(t, err)
		n, err := verifier.Verify(t.Context(), body)
		require.Error(t, err)
		require.Nil(t, n)
		why, err := verifier.Explain(t.Context(), body)
		if err == nil {
			require.NotEmpty(t, why.String())
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, v := range vectors(f) {
		if len(v.Body) < 1000 {
			f.Add(v.Body)
		}
	}
	f.Add([]byte("amount=1,234.50&quantity=1&is_rebill=1&transaction_time=1575306452&licenses=A,+B&custom_x=1"))
	f.Fuzz(func(t *testing.T, body []byte) {
		form, err := ipn.ParseForm(body)
		if err != nil {
			require.ErrorIs(t, err, ipn.ErrTooLarge)
			return
		}
		n, err := ipn.Decode(form)
		require.NotNil(t, n)
		if err != nil {
			require.True(t, errorsAsField(err))
		}
		require.Zero(t, n.VerifiedBy())
		require.LessOrEqual(t, n.TransactionTime.Year(), 9999)
		require.NotEmpty(t, n.Key())
		require.Equal(t, body, append([]byte{}, form.Raw()...))
		if decoded := n.Amount.String(); err == nil && !n.Amount.IsZero() {
			again, err := ipn.ParseForm([]byte("amount=" + url.QueryEscape(decoded)))
			require.NoError(t, err)
			m, err := ipn.Decode(again)
			require.NoError(t, err)
			require.Equal(t, decoded, m.Amount.String())
		}
	})
}

// errorsAsField looks at the error itself, unwrapped.
func errorsAsField(err error) bool {
	_, ok := err.(*ipn.FieldError)
	return ok
}
