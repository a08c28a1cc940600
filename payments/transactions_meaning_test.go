package payments

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func pageOf(seconds ...int64) page {
	rows := make([]Transaction, len(seconds))
	for i, second := range seconds {
		rows[i].ID = second
		rows[i].CreatedAt = time.Unix(second, 0).UTC()
	}
	return newPage(rows)
}

func TestMeaningOf(t *testing.T) {
	t.Parallel()
	undated := newPage([]Transaction{{ID: 1}, {ID: 2}})
	newest := pageOf(500, 502, 501)
	for name, c := range map[string]struct {
		answer page
		want   meaning
	}{
		"up to":                       {pageOf(499, 500), meaning{}},
		"up to, nothing older":        {pageOf(500), meaning{}},
		"up to, exclusive":            {pageOf(498, 499), meaning{shift: 1}},
		"from":                        {pageOf(502, 500, 501), meaning{from: true}},
		"from, exclusive":             {pageOf(502, 501), meaning{from: true, shift: -1}},
		"ignored, or beside the zone": {pageOf(499, 500, 501), meaning{from: true}}, // confirmFrom refuses it
		"nothing":                     {page{}, meaning{shift: 1}},
		"no times":                    {undated, meaning{shift: 1}},
	} {
		assert.Equal(t, c.want, meaningOf(newest, c.answer), name)
	}
}
