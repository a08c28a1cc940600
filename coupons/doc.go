// Package coupons creates coupons (API docs 2.6). The API has no call to list, change or delete them.
package coupons
