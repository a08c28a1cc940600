// Package params holds what the services make requests of: form values that PHP reads as they were meant, and the problems of
// arguments, which are told before anything is sent.
package params
