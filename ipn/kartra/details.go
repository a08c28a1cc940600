package kartra

// Product is what an affiliate or joint venture partner signed up for.
type Product struct {
	ID           int64  `json:"product_id"`
	Name         string `json:"product_name"`
	OfficialName string `json:"official_product_name"`
	Extra        Extra
}

// Tag is a label on leads.
type Tag struct {
	ID    int64  `json:"tag_id"`
	Name  string `json:"tag_name"`
	Extra Extra
}

// List is a mailing list.
type List struct {
	ID    int64  `json:"list_id"`
	Name  string `json:"list_name"`
	Extra Extra
}

// Sequence is a series of mails.
type Sequence struct {
	ID    int64  `json:"sequence_id"`
	Name  string `json:"sequence_name"`
	Extra Extra
}

// Membership is access to a membership site at one of its levels.
type Membership struct {
	ID        int64  `json:"membership_id"`
	Name      string `json:"membership_name"`
	LevelID   int64  `json:"level_id"`
	LevelName string `json:"level_name"`
	Extra     Extra
}

// Form is a form that a lead filled in.
type Form struct {
	ID    int64  `json:"form_id"`
	Name  string `json:"form_name"`
	Extra Extra
}

// Page is one of your pages that a lead visited.
type Page struct {
	ID    int64  `json:"kartra_page_id"`
	Name  string `json:"kartra_page_name"`
	Extra Extra
}

// SplitTestLink is a link of a split test that a lead clicked.
type SplitTestLink struct {
	ID    int64  `json:"page_split_test_link_id"`
	Name  string `json:"page_split_test_link_name"`
	Extra Extra
}

// Video is a video that a lead played.
type Video struct {
	ID    int64  `json:"video_id"`
	Name  string `json:"video_name"`
	Extra Extra
}
