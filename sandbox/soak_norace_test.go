//go:build !race

package sandbox_test

// shortSoak is how many purchases the short form makes.
const shortSoak = 800
