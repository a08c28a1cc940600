package sandbox

import "encoding/json"

// plainNotification is a Notification without its methods.
type plainNotification Notification

// notificationJSON is a Notification whose body is a text.
type notificationJSON struct {
	plainNotification
	Body string `json:"body"`
}

// MarshalJSON writes the body as a text, for people who read the log with curl.
func (n Notification) MarshalJSON() ([]byte, error) {
	return json.Marshal(notificationJSON{plainNotification(n), string(n.Body)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Notification) UnmarshalJSON(text []byte) error {
	var read notificationJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*n = Notification(read.plainNotification)
	n.Body = []byte(read.Body)
	return nil
}
