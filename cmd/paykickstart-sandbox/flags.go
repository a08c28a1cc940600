package main

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/sandbox"
)

// optionFlag is a flag that sets one option of the sandbox.
type optionFlag struct {
	name, usage string
	parse       func(text string) (sandbox.Option, error)
}

func optionFlags() []optionFlag {
	return []optionFlag{
		{"addr", "`host:port` to listen on; port 0 picks a free one (default 127.0.0.1:8480)", address},
		{"hosts", "`names`, separated by commas, that /sandbox/ may be called by beside localhost, as in a container", hosts},
		{"token", "the account's API `key` (default " + sandbox.DefaultAuthToken + ")", token},
		{"notify", "`URL` that gets all notifications; may be given again", notify},
		{"vendor", "JSON `file` with the vendor to play instead of the built-in one", vendor},
		{"faults", "JSON `file` with the faults to make", faults},
		{"seed", "`number` that the chances of faults and disorder start from (default 0)", seed},
		{"disorder", "`probability` that a notification comes twice, and that it comes late; all are shuffled", disorder},
		{"clock", "`time`, such as 2026-03-01T00:00:00Z, to hold the clock at (default: it runs)", clock},
		{"created-at", "`meaning` of the parameter created_at of transactions: from, up-to or from-newest (default from)", createdAt},
	}
}

func address(text string) (sandbox.Option, error) { return sandbox.WithAddress(text), nil }

func token(text string) (sandbox.Option, error) { return sandbox.WithAuthToken(text), nil }

func notify(text string) (sandbox.Option, error) { return sandbox.WithNotify(text), nil }

func hosts(text string) (sandbox.Option, error) {
	return sandbox.WithHosts(strings.Split(text, ",")...), nil
}

func vendor(path string) (sandbox.Option, error) {
	v, err := readFile(path, sandbox.ReadVendor)
	return sandbox.WithVendor(v), err
}

func faults(path string) (sandbox.Option, error) {
	rules, err := readFile(path, sandbox.ReadFaults)
	return sandbox.WithFaults(rules...), err
}

func seed(text string) (sandbox.Option, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return nil, errors.New("want a whole number, 0 or above")
	}
	return sandbox.WithSeed(n), nil
}

func disorder(text string) (sandbox.Option, error) {
	chance, err := strconv.ParseFloat(text, 64)
	if err != nil || !(chance >= 0 && chance <= 1) {
		return nil, errors.New("want a number from 0 to 1")
	}
	return sandbox.WithDisorder(sandbox.Disorder{Duplicate: chance, Late: chance, Shuffle: true}), nil
}

func clock(text string) (sandbox.Option, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil, errors.New("want a time such as 2026-03-01T00:00:00Z")
	}
	return sandbox.WithClock(at), nil
}

func createdAt(text string) (sandbox.Option, error) {
	switch text {
	case "from":
		return sandbox.WithCreatedAt(sandbox.CreatedAtFrom), nil
	case "up-to":
		return sandbox.WithCreatedAt(sandbox.CreatedAtUpTo), nil
	case "from-newest":
		return sandbox.WithCreatedAt(sandbox.CreatedAtFromNewest), nil
	default:
		return nil, errors.New("want from, up-to or from-newest")
	}
}

func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	file, err := os.Open(path)
	if err != nil {
		var none T
		return none, err
	}
	v, err := read(file)
	return v, errors.Join(err, file.Close())
}
