// Package affiliates reads the affiliates of a campaign and their promotion material (2.5). The API has no call to create,
// approve or change an affiliate.
//
// An Affiliate holds personal data: mind where you print and store it. Its six secrets print as [redacted].
//
// Section numbers such as 2.5.1 are those of PayKickstart's API document, edition of 2018/2019. Inferred means: concluded
// from newer PayKickstart material or from programs that work, and not in that document.
//
// json.Marshal of a result writes PayKickstart's names (where a campaign is a product: product_id for CampaignID), the
// secrets as [redacted], and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *affiliates.Service satisfies
// it; or run package sandbox.
package affiliates
