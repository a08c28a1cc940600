package loosejson

import (
	"testing"
	"time"
)

func TestTime(t *testing.T) {
	t.Parallel()
	zero := time.Time{}
	checkRules(t, []rule[time.Time]{
		{json: `"2017-03-22 14:03:07"`, want: time.Date(2017, 3, 22, 14, 3, 7, 0, time.UTC)},
		{json: `" 2017-03-22 14:03:07 "`, want: time.Date(2017, 3, 22, 14, 3, 7, 0, time.UTC)},
		{json: `"2020-02-29 23:59:59"`, want: time.Date(2020, 2, 29, 23, 59, 59, 0, time.UTC)},
		{json: `"2017-03-22"`, want: time.Date(2017, 3, 22, 0, 0, 0, 0, time.UTC)},
		{json: `"2017-03-22T14:03:07Z"`, want: time.Date(2017, 3, 22, 14, 3, 7, 0, time.UTC)},
		{json: `"2017-03-22T14:03:07.500000+02:00"`, want: time.Date(2017, 3, 22, 12, 3, 7, 500000000, time.UTC)},
		{json: `1575306452`, want: time.Unix(1575306452, 0).UTC()},
		{json: `"1575306452"`, want: time.Unix(1575306452, 0).UTC()},
		{json: `null`, want: zero},
		{json: `""`, want: zero},
		{json: `0`, want: zero},
		{json: `"0"`, want: zero},
		{json: `"0000-00-00 00:00:00"`, want: zero},
		{json: `"0000-00-00"`, want: zero},
		{json: `"-0001-11-30 00:00:00"`, want: zero},
		{json: `"2017-02-29 00:00:00"`, got: "string"},
		{json: `"2017-13-01 00:00:00"`, got: "string"},
		{json: `"2017-00-01 00:00:00"`, got: "string"},
		{json: `"2017-01-01 24:00:00"`, got: "string"},
		{json: `"2017-01-01 00:60:00"`, got: "string"},
		{json: `"2017-01-01 00:00:60"`, got: "string"},
		{json: `"2017-01-01 00:00"`, got: "string"},
		{json: `"2017-01-01T00:00"`, got: "string"},
		{json: `"20-1-1"`, got: "string"},
		{json: `"soon"`, got: "string"},
		{json: `-5`, got: "number"},
		{json: `1575306452.5`, got: "number"},
		{json: `1575306452000`, got: "number"},
		{json: `true`, got: "boolean"},
		{json: `[]`, got: "array"},
	})
}
