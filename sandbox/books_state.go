package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

// state is everything that the box remembers. It has no lock of its own: it is used
// inside Sandbox.change alone.
type state struct {
	conf   config
	vendor Vendor
	now    time.Time // UTC, whole seconds, never goes back

	purchases     []*purchase
	byInvoice     map[string]*purchase
	transactions  []*transaction // in order of creation, so of time too
	byTransaction map[string]*transaction
	licenses      map[string]*license
	buyers        map[string]int64 // ids by e-mail address
	coupons       []Coupon
	leads         []Lead

	lastID int64
	due    schedule
	outbox []Notification
	sent   int64 // number of the last notification
	ledger []Entry
}

func newState(conf config) *state {
	return &state{
		conf:          conf,
		vendor:        conf.vendor,
		byInvoice:     map[string]*purchase{},
		byTransaction: map[string]*transaction{},
		licenses:      map[string]*license{},
		buyers:        map[string]int64{},
		coupons:       slices.Clone(conf.vendor.Coupons),
		leads:         slices.Clone(conf.vendor.Leads),
		lastID:        6000,
	}
}

// purchase is one sale; to the outside it is the subscription too.
type purchase struct {
	id        int64
	invoiceID string
	campaign  *Campaign
	product   *Product
	terms     terms
	buyer     buyer
	buyerID   int64
	affiliate *Affiliate
	profile   profile
	testMode  bool
	billing   *address
	shipping  *address
	custom    []phpform.Field
	parent    *purchase // what it replaced

	transactions []*transaction
	sub          *subscription // nil for what is paid once
	licenses     []*license

	created, updated time.Time
}

// terms are the prices of a purchase: the product's, with the request's overrides.
type terms struct {
	price     decimal.Decimal  // of one piece
	original  *decimal.Decimal // the product's own, when price overrides it
	quantity  int64            // 1 when the request names none
	recurring *Recurring
	trial     *Trial
	split     *SplitPay
}

// regular is what one regular charge takes.
func (t terms) regular() decimal.Decimal {
	price := t.price
	if t.split != nil {
		price = t.split.Price
	}
	return price.Mul(decimal.NewFromInt(t.quantity))
}

// first is what the purchase itself takes.
func (t terms) first() decimal.Decimal {
	if t.trial != nil {
		return t.trial.Amount.Mul(decimal.NewFromInt(t.quantity))
	}
	return t.regular()
}

// payments is how many regular charges there are in all, 0 for endless.
func (t terms) payments() int64 {
	switch {
	case t.split != nil:
		return t.split.Installments
	case t.recurring != nil:
		return t.recurring.Cycles
	default:
		return 1
	}
}

// period is the billing schedule; installments are monthly.
func (t terms) period() Recurring {
	if t.recurring != nil {
		return *t.recurring
	}
	return Recurring{Every: 1, Unit: "month"}
}

type buyer struct{ firstName, lastName, email string }

type address struct{ line1, line2, city, state, zip, country string }

type license struct {
	key      string
	purchase *purchase
	enabled  bool
	guid     string // "" while it is not activated
}

// transaction is one charge, or the attempt at one.
type transaction struct {
	id       int64
	pkID     string
	purchase *purchase
	amount   decimal.Decimal
	approved bool
	refunded decimal.Decimal
	profile  profile // as it was then
	rebill   bool

	refundDate       time.Time
	created, updated time.Time
}

func (st *state) nextID() int64 {
	st.lastID++
	return st.lastID
}

// pkID makes an id of the usual form, "PK-P0000004N1", from a number.
func pkID(kind string, id int64) string {
	return fmt.Sprintf("PK-%s%09s", kind, strings.ToUpper(strconv.FormatInt(id, 36)))
}

func (st *state) buyerID(email string) int64 {
	if id, found := st.buyers[email]; found {
		return id
	}
	id := st.nextID()
	st.buyers[email] = id
	return id
}

// issueLicenses gives the purchase the licenses that its product brings.
func (st *state) issueLicenses(p *purchase) {
	for range p.product.Licenses {
		l := &license{key: licenseKey(st.nextID()), purchase: p, enabled: true}
		p.licenses = append(p.licenses, l)
		st.licenses[l.key] = l
	}
}

func licenseKey(id int64) string {
	text := fmt.Sprintf("%012s", strings.ToUpper(strconv.FormatInt(id, 36)))
	return "SBOX-" + text[:4] + "-" + text[4:8] + "-" + text[8:]
}
