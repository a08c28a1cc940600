package ipn_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// The reference signer: both schemes as the documents tell them, step by step. It takes fields that are all scalars.

type refField struct{ name, value string }

func refMAC(secret string, values []string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(strings.Join(values, "|")))
	return hex.EncodeToString(mac.Sum(nil))
}

func refVerificationCode(secret string, fields []refField) string {
	byIndex := map[string]string{}
	for _, f := range fields {
		if f.name != "verification_code" && f.name != "0" && f.value != "" && f.value != "0" {
			byIndex[strconv.Itoa(len(byIndex))] = f.value
		}
	}
	indexes := []string{}
	for i := range byIndex {
		indexes = append(indexes, i)
	}
	sort.Strings(indexes)
	values := []string{}
	for _, i := range indexes {
		values = append(values, byIndex[i])
	}
	return refMAC(secret, values)
}

func refHash(secret string, fields []refField, latin1, licensesLast bool) string {
	byName := map[string]string{}
	names := []string{}
	for _, f := range fields {
		value := strings.Trim(f.value, " \t\n\r\x00\v")
		if f.name != "hash" && f.name != "verification_code" && value != "" && value != "0" {
			byName[f.name] = value
			names = append(names, f.name)
		}
	}
	sort.Strings(names)
	if i := slices.Index(names, "licenses"); i >= 0 && licensesLast {
		names = append(slices.Delete(names, i, i+1), "licenses")
	}
	values := []string{}
	for _, name := range names {
		value := byName[name]
		if latin1 {
			value = refLatin1(value)
		}
		values = append(values, value)
	}
	return refMAC(secret, values)
}

func refLatin1(s string) string {
	out := []byte{}
	for _, r := range s {
		if r <= 0xFF {
			out = append(out, byte(r))
		}
	}
	return string(out)
}
