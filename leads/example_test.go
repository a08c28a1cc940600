package leads_test

import (
	"context"
	"fmt"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

func ExampleService_Confirm() {
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

	err = client.Leads.Confirm(context.Background(), sandbox.LeadID, sandbox.LeadCampaignID)
	fmt.Println("confirmed:", err == nil)
	// Output: confirmed: true
}
