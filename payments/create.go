package payments

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/shopspring/decimal"
)

// createForm is a purchase on the wire.
type createForm struct {
	Product             int64            `url:"product"`
	Plan                int64            `url:"plan"`
	FirstName           string           `url:"first_name"`
	LastName            string           `url:"last_name"`
	Email               string           `url:"email"`
	AffiliateID         int64            `url:"affiliate_id,omitempty"`
	TestMode            bool             `url:"test_mode,int,omitempty"`
	Price               *params.Money    `url:"price,omitempty"`
	Quantity            int64            `url:"quantity,omitempty"`
	SplitSelected       bool             `url:"split_selected,int,omitempty"`
	TotalInstallments   int              `url:"total_installments,omitempty"`
	PricePerInstallment *params.Money    `url:"price_per_installment,omitempty"`
	IsRecurring         bool             `url:"is_recurring,int,omitempty"`
	RecurringFreq       int              `url:"recurring_freq,omitempty"`
	RecurringFreqType   Period           `url:"recurring_freq_type,omitempty"`
	Cycles              int              `url:"cycles,omitempty"`
	HasTrial            bool             `url:"has_trial,int,omitempty"`
	TrialAmount         *params.Money    `url:"trial_amount,omitempty"`
	TrialDays           int              `url:"trial_days,omitempty"`
	Billing             *addressForm     `url:"billing,omitempty"`
	Shipping            *addressForm     `url:"shipping,omitempty"`
	TOSRead             bool             `url:"tos-read,int,omitempty"`
	Last4               string           `url:"ccNum,omitempty"`
	ExpireYear          int              `url:"ccExpireYear,omitempty"`
	ExpireMonth         string           `url:"ccExpireMonth,omitempty"`
	CustomField         params.Bracketed `url:"custom_field,omitempty"`
	Params              params.More      `url:"params,omitempty"`
	tokenForm
}

func (p CreateParams) form() (createForm, error) {
	p.Payment = methodOf(p.Payment)
	if err := p.check(); err != nil {
		return createForm{}, err
	}
	card := cardOf(p.Payment)
	f := createForm{
		Product: p.CampaignID, Plan: p.ProductID,
		FirstName: p.FirstName, LastName: p.LastName, Email: p.Email,
		AffiliateID: p.AffiliateID,
		TestMode:    p.TestMode,
		Price:       params.OptionalMoney(p.Price),
		Quantity:    p.Quantity,
		Billing:     (*addressForm)(p.Billing),
		Shipping:    (*addressForm)(p.Shipping),
		TOSRead:     p.AcceptTerms,
		Last4:       card.Last4, ExpireYear: card.ExpYear, ExpireMonth: card.month(),
		CustomField: p.CustomFields,
		Params:      params.More(p.Params),
		tokenForm:   p.Payment.tokens(),
	}
	f.setPlan(p)
	return f, nil
}

func (f *createForm) setPlan(p CreateParams) {
	if s := p.SplitPay; s != nil {
		f.SplitSelected = true
		f.TotalInstallments = s.Installments
		f.PricePerInstallment = params.OptionalMoney(&s.InstallmentPrice)
	}
	if r := p.Recurring; r != nil {
		f.IsRecurring = true
		f.RecurringFreq, f.RecurringFreqType, f.Cycles = r.Every, r.Unit, r.Cycles
	}
	if t := p.Trial; t != nil {
		f.HasTrial = true
		f.TrialAmount, f.TrialDays = params.OptionalMoney(&t.Amount), t.Days
	}
}

func (p CreateParams) check() error {
	var problems params.Problems
	problems.ID("CampaignID", p.CampaignID)
	problems.ID("ProductID", p.ProductID)
	problems.Text("FirstName", p.FirstName)
	problems.Text("LastName", p.LastName)
	problems.Email("Email", p.Email)
	if p.Payment == nil {
		problems.Add("Payment", "must be one of the payment methods of this package and not nil")
	} else {
		p.Payment.check(&problems)
	}
	notNegative(&problems, "AffiliateID", p.AffiliateID)
	notNegative(&problems, "Quantity", p.Quantity)
	if p.Price != nil {
		problems.Money("Price", *p.Price)
	}
	p.SplitPay.check(p.Price, &problems)
	p.Recurring.check(&problems)
	p.Trial.check(&problems)
	checkAddress(p.Billing, "Billing", &problems)
	checkAddress(p.Shipping, "Shipping", &problems)
	checkCustomFields(p.CustomFields, &problems)
	if len(p.Params) > 0 {
		problems.More("Params", params.More(p.Params), namesWithField())
	}
	return problems.Err(opCreate)
}

func (s *SplitPay) check(price *decimal.Decimal, p *params.Problems) {
	if s == nil {
		return
	}
	if s.Installments < 2 {
		p.Add("SplitPay.Installments", "must be at least 2")
	}
	p.Cents("SplitPay.InstallmentPrice", s.InstallmentPrice)
	if !s.InstallmentPrice.IsPositive() {
		p.Add("SplitPay.InstallmentPrice", "must be above 0")
	}
	if price != nil && s.InstallmentPrice.GreaterThanOrEqual(*price) {
		p.Add("SplitPay.InstallmentPrice", "must be below Price")
	}
}

func (r *Recurring) check(p *params.Problems) {
	if r == nil {
		return
	}
	if r.Every < 1 {
		p.Add("Recurring.Every", "must be at least 1")
	}
	if r.Unit != Day && r.Unit != Month && r.Unit != Year {
		p.Add("Recurring.Unit", "must be Day, Month or Year")
	}
	notNegative(p, "Recurring.Cycles", int64(r.Cycles))
}

func (t *Trial) check(p *params.Problems) {
	if t == nil {
		return
	}
	p.Money("Trial.Amount", t.Amount)
	if t.Days < 1 {
		p.Add("Trial.Days", "must be at least 1")
	}
}

// namesWithField are the parameters of a purchase that CreateParams has fields for.
func namesWithField() []string {
	addresses := url.Values{}
	for _, key := range []string{"billing", "shipping"} {
		_ = addressForm{}.EncodeValues(key, &addresses)
	}
	return slices.AppendSeq(params.Names(createForm{}), maps.Keys(addresses))
}

func checkCustomFields(fields map[string]string, p *params.Problems) {
	names := slices.Sorted(maps.Keys(fields))
	if a, b, same := params.SameInPHP(names); same {
		p.Add("CustomFields", "%q and %q are one name to PHP, so one of the values would be lost", a, b)
	}
	for _, name := range names {
		if strings.TrimSpace(name) == "" {
			p.Add("CustomFields", "a name must not be empty or blank")
		}
		if strings.ContainsAny(name, "[]\x00") {
			p.Add("CustomFields", "the name %q must not contain [, ] or NUL", name)
		}
		if strings.ContainsRune(fields[name], 0) {
			p.Add("CustomFields", "the value of %q must not contain a NUL", name)
		}
	}
}

func notNegative(p *params.Problems, field string, n int64) {
	if n < 0 {
		p.Add(field, "must not be negative")
	}
}
