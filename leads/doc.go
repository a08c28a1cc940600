// Package leads confirms leads (2.7). The API documents nothing else about them.
//
// Section numbers such as 2.7.1 are those of PayKickstart's API document, edition of 2018/2019.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *leads.Service satisfies it; or
// run package sandbox.
package leads
