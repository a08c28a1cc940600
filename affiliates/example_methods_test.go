package affiliates_test

import (
	"context"
	"fmt"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

// One affiliate, by e-mail address or id, with the links that earn the commission.
func ExampleService_Get() {
	// A sandbox stands for PayKickstart. With an account: paykickstart.New(authToken).
	sb, err := sandbox.Start()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sb.Close()
	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
	if err != nil {
		fmt.Println(err)
		return
	}

	profile, err := client.Affiliates.Get(context.Background(), sandbox.CampaignID, "mona.partner@example.com")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(profile.Affiliate.ID, profile.Affiliate.FirstName, len(profile.Links) > 0)
	// Output: 319 Mona true
}
