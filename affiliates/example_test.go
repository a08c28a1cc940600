package affiliates_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

func ExampleService_List() {
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

	list, err := client.Affiliates.List(context.Background(), sandbox.CampaignID)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, affiliate := range list {
		fmt.Println(affiliate.ID, affiliate.FirstName, affiliate.Email, affiliate.Password)
	}
	// Output:
	// 319 Mona mona.partner@example.com [redacted]
	// 431 Jörg jorg@example.com [redacted]
}

func ExampleService_PromoMaterial() {
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

	promo, err := client.Affiliates.PromoMaterial(context.Background(), sandbox.CampaignID)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, email := range promo.Emails {
		if len(email.Subjects) == 0 {
			continue // of another form: see email.EmailText
		}
		body := strings.ReplaceAll(email.Body, "{{$tracking_link}}", "https://vendor.example/319")
		fmt.Printf("%q, ready to send: %t\n", email.Subjects[0], strings.Contains(body, "https://vendor.example/319"))
	}
	// Output:
	// "[Register] Your seat is waiting...", ready to send: true
	// "[NEW] Faster & easier", ready to send: true
}
