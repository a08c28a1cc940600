// Package coupons creates coupons (2.6). The API documents no call to list, change or delete them.
//
// Section numbers such as 2.6.1 are those of PayKickstart's API document, edition of 2018/2019. Newer means: in later
// PayKickstart material alone. Inferred means: concluded from either or from programs that work, and in neither.
//
// json.Marshal of a Coupon writes PayKickstart's names (coupon_id for ID) and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *coupons.Service satisfies it;
// or run package sandbox.
package coupons
