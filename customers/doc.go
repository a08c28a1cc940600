// Package customers logs buyers in to their billing portal, where they see their purchases, change their cards and cancel.
package customers
