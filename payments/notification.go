package payments

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/ipn"
)

// notificationOf reads the data of a purchase's answer. It is a notification in JSON, so it is written as the form that
// PayKickstart would post, and read by the rules of package ipn.
func notificationOf(data loosejson.Value) (*ipn.Notification, error) {
	var body formWriter
	noCampaign := data.Get("campaign_id").Kind() == loosejson.Missing
	for name, value := range data.Members() {
		// The document's sample misspells it.
		if name == "campgaign_id" && noCampaign {
			name = "campaign_id"
		}
		body.write(name, value)
	}
	form, err := ipn.ParseForm([]byte(body.String()))
	if err != nil {
		return nil, err
	}
	return ipn.Decode(form)
}

// formWriter writes JSON values as PHP's http_build_query does, but null and false as empty fields.
type formWriter struct{ strings.Builder }

func (w *formWriter) write(name string, v loosejson.Value) {
	switch v.Kind() {
	case loosejson.Array:
		i := 0
		for element := range v.Elements() {
			w.write(name+"["+strconv.Itoa(i)+"]", element)
			i++
		}
	case loosejson.Object:
		for key, member := range v.Members() {
			w.write(name+"["+key+"]", member)
		}
	default:
		w.pair(name, scalar(v))
	}
}

func (w *formWriter) pair(name, value string) {
	if w.Len() > 0 {
		w.WriteByte('&')
	}
	w.WriteString(url.QueryEscape(name) + "=" + url.QueryEscape(value))
}

// scalar returns a value's text. What PHP writes for "nothing" is empty.
func scalar(v loosejson.Value) string {
	if v.Empty() {
		return ""
	}
	if v.Kind() == loosejson.Bool {
		return "1"
	}
	text, _ := v.Text()
	return text
}
