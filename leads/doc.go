// Package leads confirms leads (2.7). The API documents nothing else about them. What sections, newer and inferred mean,
// and how to test, is told once in package api.
package leads
