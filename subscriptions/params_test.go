package subscriptions_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
)

func TestBadParams(t *testing.T) {
	t.Parallel()
	epoch := time.Unix(0, 0)
	tests := map[string]struct {
		op     string
		call   func(context.Context, *subscriptions.Service) error
		fields []string
	}{
		"cancel nothing": {"Subscriptions.Cancel", func(ctx context.Context, s *subscriptions.Service) error {
			return s.Cancel(ctx, subscriptions.CancelParams{})
		}, []string{"InvoiceID"}},
		"cancel at 0, which PHP takes for at once": {"Subscriptions.Cancel", func(ctx context.Context, s *subscriptions.Service) error {
			return s.Cancel(ctx, subscriptions.CancelParams{InvoiceID: " ", CancelAt: epoch})
		}, []string{"InvoiceID", "CancelAt"}},
		"reactivate nothing": {"Subscriptions.Reactivate", func(ctx context.Context, s *subscriptions.Service) error {
			return s.Reactivate(ctx, subscriptions.ReactivateParams{})
		}, []string{"InvoiceID", "NextCharge"}},
		"reactivate before 1970": {"Subscriptions.Reactivate", func(ctx context.Context, s *subscriptions.Service) error {
			return s.Reactivate(ctx, subscriptions.ReactivateParams{InvoiceID: testInvoice, NextCharge: epoch.Add(-time.Hour)})
		}, []string{"NextCharge"}},
		"change nothing": {"Subscriptions.Change", func(ctx context.Context, s *subscriptions.Service) error {
			_, err := s.Change(ctx, subscriptions.ChangeParams{})
			return err
		}, []string{"InvoiceID", "ProductID"}},
		"change badly": {"Subscriptions.Change", func(ctx context.Context, s *subscriptions.Service) error {
			_, err := s.Change(ctx, subscriptions.ChangeParams{
				InvoiceID: "\t", ProductID: -1, ChargeDate: epoch, FirstCharge: money("1.005"), AllowedUnits: ptr(int64(-1)),
			})
			return err
		}, []string{"InvoiceID", "ProductID", "ChargeDate", "FirstCharge", "AllowedUnits"}},
		"use nothing": {"Subscriptions.ReportUsage", func(ctx context.Context, s *subscriptions.Service) error {
			return s.ReportUsage(ctx, subscriptions.UsageParams{})
		}, []string{"InvoiceID", "Units"}},
		"blank notes": {"Subscriptions.ReportUsage", func(ctx context.Context, s *subscriptions.Service) error {
			return s.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: testInvoice, Units: 1, Notes: " "})
		}, []string{"Notes"}},
		"period end of nothing": {"Subscriptions.CancelAtPeriodEnd", func(ctx context.Context, s *subscriptions.Service) error {
			at, err := s.CancelAtPeriodEnd(ctx, " ")
			require.True(t, at.IsZero())
			return err
		}, []string{"invoiceID"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t)
			f.RequireInvalid(test.op, test.call(context.Background(), subscriptions.New(f.Transport())), test.fields...)
		})
	}
}
