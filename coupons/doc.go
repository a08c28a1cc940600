// Package coupons creates coupons (2.6). The API documents no call to list, change or delete them. What sections, newer and
// inferred mean, and how to test, is told once in package api.
package coupons
