// Package answer decides what an answer means: whether it is a success, a refusal, or neither, and what the result is. It
// sends nothing; [Judge] is a function of what came.
package answer
