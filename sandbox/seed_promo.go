package sandbox

import "time"

// The documented e-mail texts want to be JSON and are not: raw line breaks inside
// the texts, and in one of the two unescaped quotes. Both kinds are here.
const (
	emailWithQuotes = "{\"subject\":\"[Register] Your seat is waiting...\nThe simple \"trick\" explained\",\"body\":\"" +
		"<p>This Tuesday we go live.</p>\n\n<p>Register here:<br />\n{{$tracking_link}}</p>\n\n<p>To your success,<br />\nNAME</p>\n\"}"
	emailPlain = "{\"subject\":\"[NEW] Faster & easier\nUnlike anything you've seen!\",\"body\":\"" +
		"<p>If you are a lot like me...</p>\n\n<p>{{$tracking_link}}</p>\n\n<p>To your success,<br />\nNAME</p>\n\"}"
)

func seedMaterials() []Material {
	return []Material{
		{ID: 95, Type: "banner", Title: "Banner #1 - 300x250", Notes: "Launch Banner",
			BannerURL: "https://img.vendor.example/banner-300x250-a.jpg", Updated: time.Date(2016, 9, 21, 22, 42, 58, 0, time.UTC)},
		{ID: 102, Type: "banner", Title: "Banner #2 - 100x72", Notes: "Launch Banner",
			BannerURL: "https://img.vendor.example/banner-100x72-b.jpg"},
		{ID: 115, Type: "email", Title: "Pre-Launch Webinar", Notes: "Send Jan 11th-12th", EmailText: emailWithQuotes},
		{ID: 117, Type: "email", Title: "Launch Swipe #2", Notes: "Send Jan 13th", EmailText: emailPlain},
	}
}

func seedContests() []Contest {
	created := time.Date(2016, 9, 21, 22, 54, 21, 0, time.UTC)
	return []Contest{
		{ID: 32, Name: "Main Launch Contest", Notes: "$50,000 Prize Contest", Affiliates: 20, Created: created,
			Start: time.Date(2016, 1, 13, 8, 0, 0, 0, time.UTC), End: time.Date(2016, 1, 20, 8, 0, 0, 0, time.UTC)},
		{ID: 33, Name: "Weekend Contest", Notes: "$5,000 Weekend Contest", Affiliates: 20, Created: created,
			Start: time.Date(2016, 1, 16, 8, 0, 0, 0, time.UTC), End: time.Date(2016, 1, 17, 8, 0, 0, 0, time.UTC)},
	}
}
