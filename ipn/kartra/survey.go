package kartra

// Survey is a survey or quiz that a lead completed.
type Survey struct {
	ID   int64  `json:"survey_id"`
	Name string `json:"survey_name"`
	Type string `json:"survey_type"`
	// Score and CompletionTime are texts as sent (wire: survey_score, survey_completion_time).
	Score          string     `json:"survey_score"`
	CompletionTime string     `json:"survey_completion_time"`
	Questions      []Question `json:"questions"`
	Extra          Extra
}

// Question is one question of a survey, with the lead's answers.
type Question struct {
	ID    int64  `json:"question_id"`
	Title string `json:"question_title"`
	// Correct is as sent: its values are not documented (wire: question_correct).
	Correct string   `json:"question_correct"`
	Answers []Choice `json:"answers"`
	Extra   Extra
}
