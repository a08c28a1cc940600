package sandbox

import "fmt"

// portalLogin answers billing-customer: only for buyers with a real paid
// transaction, so not for those of test mode. What an unknown buyer gets is a guess.
func portalLogin(st *state, p params) answer {
	for _, t := range st.transactions {
		sale := t.purchase
		if sale.buyer.email == p.text("email") && t.approved && !sale.testMode && t.amount.IsPositive() {
			return ok(object{"status": true, "secret": fmt.Sprintf("sandbox-portal-%020d", sale.buyerID)})
		}
	}
	return ok(object{"status": false, "message": "Customer not found"})
}
