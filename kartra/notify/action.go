package notify

// Action says what happened, on the Outbound API (wire: action). It is open: actions without a constant pass with all they
// carry. There is none for a click on a tracking link, whose spelling is not documented.
type Action string

// Actions that carry a [Transaction].
const (
	// ActionBuyProduct: a lead bought a product. Whether rebills send it too is not documented.
	ActionBuyProduct Action = "buy_product"
	// ActionRefundProduct and ActionPartialRefundProduct: a transaction was refunded.
	ActionRefundProduct        Action = "refund_product"
	ActionPartialRefundProduct Action = "partial_refund_product"
	// ActionCancelSubscription: a subscription was cancelled. It carries no amounts.
	ActionCancelSubscription Action = "cancel_subscription"
)

// Actions about leads and what they do, as Kartra's pages spell them (see Sources in the package documentation). Each names
// the field of [Outbound] that it fills.
const (
	// Product.
	ActionAffiliateSignup Action = "affiliate_signup"
	ActionJVSignup        Action = "jv_signup"
	// Tag.
	ActionAssignTag   Action = "assign_tag"
	ActionUnassignTag Action = "unassign_tag"
	// List.
	ActionListSubscription   Action = "list_subscription"
	ActionListUnsubscription Action = "list_unsubscription"
	// Sequence.
	ActionSequenceSubscription   Action = "sequence_subscription"
	ActionSequenceUnsubscription Action = "sequence_unsubscription"
	ActionSequenceCompletion     Action = "sequence_completion"
	// Membership.
	ActionMembershipGranted Action = "membership_granted"
	ActionMembershipRevoked Action = "membership_revoked"
	// Form.
	ActionFilledForm Action = "filled_form"
	// Page.
	ActionPageVisit Action = "kartra_page_visit"
	// SplitTestLink.
	ActionSplitTestLinkClick Action = "click_page_split_test_link"
	// Video.
	ActionVideoPlay     Action = "video_play"
	ActionVideoComplete Action = "video_complete"
	// Points.
	ActionReachesScore Action = "reaches_score"
	// Calendar.
	ActionCalendarSubscribe Action = "calendar_subscribe"
	ActionCalendarCancel    Action = "calendar_cancel"
	ActionCalendarComplete  Action = "calendar_complete"
	// Survey.
	ActionSurveyComplete Action = "survey_complete"
)
