// Package leads confirms leads (API docs 2.7). The API offers nothing else about them.
package leads
