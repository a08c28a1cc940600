package sandbox

import (
	"slices"
	"sort"
	"time"
)

// maxTransactions is how many transactions one answer holds at most.
const maxTransactions = 100

// getPurchase answers purchase/get.
func getPurchase(st *state, in params) answer {
	p := st.byInvoice[in.text("id")]
	if p == nil {
		return notFound("Purchase")
	}
	return ok(st.purchaseAnswer(p))
}

// getTransaction answers transaction/get.
func getTransaction(st *state, in params) answer {
	t := st.byTransaction[in.text("id")]
	if t == nil {
		return notFound("Transaction")
	}
	return ok(transactionAnswer(t))
}

// listTransactions answers transactions: the newest first.
func listTransactions(st *state, in params) answer {
	rows := []object{}
	for _, t := range slices.Backward(st.selectTransactions(in)) {
		rows = append(rows, listedTransaction(t))
	}
	return ok(object{"transactions": rows})
}

// selectTransactions finds the at most 100 transactions that created_at means, the oldest first.
func (st *state) selectTransactions(in params) []*transaction {
	all := st.transactions
	if !in.has("created_at") {
		return newest(all)
	}
	at := in.time("created_at")
	switch st.conf.createdAt {
	case CreatedAtUpTo:
		return newest(all[:firstFrom(all, at.Add(time.Second))])
	case CreatedAtFromNewest:
		return newest(all[firstFrom(all, at):])
	default:
		from := all[firstFrom(all, at):]
		return from[:min(len(from), maxTransactions)]
	}
}

func newest(all []*transaction) []*transaction { return all[max(len(all)-maxTransactions, 0):] }

// firstFrom is the place of the first transaction that is not older than at.
func firstFrom(all []*transaction, at time.Time) int {
	return sort.Search(len(all), func(i int) bool { return !all[i].created.Before(at) })
}
