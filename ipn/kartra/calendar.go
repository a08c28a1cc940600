package kartra

import "encoding/json"

// Calendar is an appointment that a lead made, cancelled or kept.
type Calendar struct {
	ID        int64  `json:"calendar_id"`
	Name      string `json:"calendar_name"`
	ClassID   int64  `json:"class_id"`
	ClassName string `json:"class_name"`
	Hosts     []Host `json:"hosts"`
	// VendorTimeZone is the zone of the calendar (wire: vendor_timezone).
	VendorTimeZone string `json:"vendor_timezone"`
	// SubscriptionID names the appointment (wire: calendar_subscription_id).
	SubscriptionID string `json:"calendar_subscription_id"`
	// Events is JSON as sent: its shape is not documented.
	Events json.RawMessage `json:"events"`
	Extra  Extra
}

// Host holds an appointment (wire: host_first_name, host_last_name, host_email_address).
type Host struct {
	FirstName string `json:"host_first_name"`
	LastName  string `json:"host_last_name"`
	Email     string `json:"host_email_address"`
	Extra     Extra
}
