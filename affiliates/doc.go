// Package affiliates reads the affiliates of a campaign and their promotion material (2.5). The API documents no call to
// create, approve or change an affiliate.
//
// An Affiliate holds personal data: mind where you print and store it. Its six secrets print as [redacted].
//
// Section numbers such as 2.5.1 are those of PayKickstart's API document, edition of 2018/2019. Newer means: in later
// PayKickstart material alone. Inferred means: concluded from either or from programs that work, and in neither. The document
// shows each answer in a sample and explains no member: what the comments say of a member is inferred from its name and its
// value there. Two of its samples call dev.paykickstart.com and one has a link to paykstrt.local: both are left over from
// PayKickstart's own development, and no test system of PayKickstart's is public.
//
// json.Marshal of a result writes PayKickstart's names (where a campaign is a product: product_id for CampaignID), the
// secrets as [redacted], and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *affiliates.Service satisfies
// it; or run package sandbox.
package affiliates
