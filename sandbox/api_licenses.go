package sandbox

// withLicense finds the license that a request names.
func withLicense(st *state, in params, do func(*license) answer) answer {
	l := st.licenses[in.text("license_key")]
	if l == nil {
		return withData(0, "License not found.", []any{})
	}
	return do(l)
}

func withData(success int, text string, data any) answer {
	return ok(object{"success": success, "message": text, "data": data})
}

// licenseData answers licenses/data.
func licenseData(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		data := l.members()
		data["purchase_id"], data["product_id"] = l.purchase.invoiceID, l.purchase.product.ID
		return withData(flag(!st.conf.zeroLicenseData), "", data)
	})
}

// licenseStatus answers licenses/status. Its two numbers are a guess: valid means
// enabled, and active means activated.
func licenseStatus(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		return withData(1, "", object{"valid": flag(l.enabled), "active": flag(l.guid != "")})
	})
}

// activateLicense answers licenses/activate: one use at a time.
func activateLicense(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		guid := in.text("guid")
		switch {
		case !l.enabled:
			return withData(0, "License is disabled.", []any{})
		case l.guid != "" && l.guid != guid:
			return withData(0, "License is already activated.", []any{})
		}
		l.guid = guid
		return withData(1, "", l.members())
	})
}

// clearLicense answers licenses/clear.
func clearLicense(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		l.guid = ""
		return withData(1, "License successfully cleared.", []any{})
	})
}

// enableLicense answers licenses/enable.
func enableLicense(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		l.enabled = true
		return withData(1, "License successfully enabled.", []any{})
	})
}

// disableLicense answers licenses/disable.
func disableLicense(st *state, in params) answer {
	return withLicense(st, in, func(l *license) answer {
		l.enabled = false
		return withData(1, "License successfully disabled.", []any{})
	})
}

// listLicenses answers licenses/. Whether both parameters are needed is unknown:
// one is enough here.
func listLicenses(st *state, in params) answer {
	if !in.has("campaign_id") && !in.has("buyer_email") {
		return invalid(fieldErrors{"campaign_id": {"The campaign_id or the buyer_email field is required."}})
	}
	found := []object{}
	for _, p := range st.purchases {
		if in.has("campaign_id") && p.campaign.ID != in.int64("campaign_id") ||
			in.has("buyer_email") && p.buyer.email != in.text("buyer_email") {
			continue
		}
		for _, l := range p.licenses {
			found = append(found, l.members())
		}
	}
	return ok(object{"success": 1, "data": found})
}

func (l *license) members() object {
	return object{"license_key": l.key, "status": flag(l.enabled), "guid": orNull(l.guid)}
}
