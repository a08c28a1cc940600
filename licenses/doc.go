// Package licenses asks about license keys, activates and clears them, and turns them on and off (API docs 2.2).
//
// A program that starts only with a good license wants [Service.Check]; the other methods are for back offices.
package licenses
