//go:build race

package sandbox_test

// shortSoak is how many purchases the short form makes; the race detector slows it down.
const shortSoak = 240
