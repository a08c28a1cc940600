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
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || !(p >= 0 && p <= 1) {
		return nil, errors.New("want a number from 0 to 1")
	}
	return sandbox.WithDisorder(sandbox.Disorder{Duplicate: p, Late: p, Shuffle: true}), nil
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
	default:
		return nil, errors.New("want from or up-to")
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
