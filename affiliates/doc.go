// Package affiliates reads the affiliates of a campaign and their promotion material (API docs 2.5). The API has no call to
// create, approve or change an affiliate.
package affiliates
