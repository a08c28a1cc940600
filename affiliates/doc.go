// Package affiliates reads the affiliates of a campaign and their promotion material (2.5). The API documents no call to
// create, approve or change an affiliate.
//
// An Affiliate holds personal data: mind where you print and store it. Its six secrets print as [redacted].
//
// The API document shows each answer in a sample and explains no member. What the comments say of a member is inferred from
// its name and its value there. What sections, newer and inferred mean, and how to test, is told once in package api.
package affiliates
