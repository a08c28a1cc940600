package answer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// byAnswer judges an answer with a 2xx status: is it JSON, does it refuse, is what was asked for in it.
func (j *judgement) byAnswer() *api.Error {
	answer, err := j.got.JSON()
	if err != nil {
		return j.openFailure(api.ErrBadResponse, j.cause(err))
	}
	// What is judged is the answer as it came: the secrets of a call come from outside, and must not be able to hide a part.
	j.readAnswer(answer)
	answer = j.withoutSecrets(answer)
	switch verdict, member := j.said.verdict(&j.call.Want); {
	case verdict == broken:
		// The status of the answer is a success, and yet it carries the status of a failed server, as a handler of exceptions
		// writes it. That is no refusal: as with the status itself, what was done before it failed is not known.
		j.bought(answer)
		return j.openFailure(api.ErrServer, fmt.Errorf("the member %q says so", member))
	case verdict == no:
		return j.refused(answer)
	case verdict == unread:
		j.bought(answer)
		return j.openFailure(api.ErrBadResponse, fmt.Errorf("the member %q says neither yes nor no", member))
	case verdict == silent && !j.said.passes(&j.call.Want):
		return j.openFailure(api.ErrBadResponse, errNoFlag)
	}
	return j.take(answer)
}

var errNoFlag = errors.New("nothing in the answer says that it is a success")

// withoutSecrets returns the answer as the result may hold it.
func (j *judgement) withoutSecrets(answer loosejson.Value) loosejson.Value {
	if j.call.HoldsSecret {
		return answer
	}
	masked, changed := j.got.Redact.Values(j.got.Body)
	if !changed {
		return answer
	}
	clean, err := loosejson.Parse(masked)
	if err != nil {
		return answer
	}
	j.said.result = clean.Get(j.call.Want.Member)
	return clean
}

// refused judges an answer that says no. Data that names the thing which was asked for or bought says more than the no.
func (j *judgement) refused(answer loosejson.Value) *api.Error {
	want := &j.call.Want
	if want.DataWins != nil && j.call.Class == Read && !j.said.errors && j.decode(answer) == nil && want.DataWins() {
		return nil
	}
	if j.bought(answer) || j.mentioned(answer) {
		return j.openFailure(errBoughtAndRefused)
	}
	return j.failure(j.rejection())
}

// rejection is the sentinel of a refusal.
func (j *judgement) rejection() error {
	if j.call.Want.Payment && j.said.words.declined() {
		return api.ErrDeclined
	}
	return api.ErrRejected
}

var errBoughtAndRefused = errors.New("the answer holds both a refusal and what was bought")

// take decodes the result of an answer that does not refuse.
func (j *judgement) take(answer loosejson.Value) *api.Error {
	want := &j.call.Want
	value := j.target(answer)
	switch {
	case want.Member != "" && value.Kind() == loosejson.Missing && !answer.Empty():
		return j.openFailure(api.ErrBadResponse, fmt.Errorf("the answer is %s without the member %q", answer.Kind(), want.Member))
	case value.Empty() && want.EmptyIsNotFound:
		return j.failure(api.ErrNotFound)
	}
	if err := j.decode(answer); err != nil {
		j.bought(answer)
		return j.openFailure(api.ErrBadResponse, j.cause(err))
	}
	return nil
}

// decode checks the form of the result and reads it.
func (j *judgement) decode(answer loosejson.Value) error {
	want := &j.call.Want
	value := j.target(answer)
	if err := want.check(value, j.said.identified); err != nil {
		return err
	}
	if want.Into == nil {
		return nil
	}
	if err := value.Decode(want.Into); err != nil {
		return err
	}
	if want.Check != nil {
		return want.Check()
	}
	return nil
}

func (j *judgement) target(answer loosejson.Value) loosejson.Value {
	if j.call.Want.Member != "" {
		return j.said.result
	}
	return answer
}

// readRefusal reads what an answer of another status than 2xx says of itself; it need not be JSON.
func (j *judgement) readRefusal() loosejson.Value {
	answer, err := j.got.JSON()
	if err == nil {
		j.readAnswer(answer)
	}
	return answer
}

func (j *judgement) readAnswer(answer loosejson.Value) {
	j.said = read(answer, &j.call.Want)
	j.fields = j.maskFields(j.said.words.fields)
	j.message = j.clean(strings.Join(j.said.words.message, "; "))
	if j.message == "" && len(j.fields) > 0 {
		j.message = cut(joinFields(j.fields), excerptSize)
	}
	j.tellWord(answer)
}

// clean masks a text of the answer and bounds it: an answer can be large, and an error goes into logs.
func (j *judgement) clean(text string) string {
	return strings.ToValidUTF8(string(j.got.Redact.Excerpt([]byte(text), excerptSize)), "")
}

func (j *judgement) maskFields(fields map[string][]string) map[string][]string {
	if fields == nil {
		return nil
	}
	masked := make(map[string][]string, len(fields))
	for name, list := range fields {
		name = j.clean(name)
		for _, text := range list {
			masked[name] = append(masked[name], j.clean(text))
		}
	}
	return masked
}

func (a *Want) shape() loosejson.Kind {
	if a.Shape == loosejson.Missing {
		return loosejson.Object
	}
	return a.Shape
}

func (a *Want) requires(name string) bool { return slices.Contains(a.Required, name) }

// check tells whether a value can be the result at all.
func (a *Want) check(v loosejson.Value, identified bool) error {
	if !a.AnyShape && v.Kind() != a.shape() && !(a.shape() == loosejson.Array && isList(v)) {
		return fmt.Errorf("%s is %s where %s belongs", a.name(), v.Kind(), a.shape())
	}
	if len(a.Required) == 0 || identified {
		return nil
	}
	for _, name := range a.Required {
		if filled(v.Get(name)) {
			return nil
		}
	}
	return fmt.Errorf("%s has none of the members it must have: %v", a.name(), a.Required)
}

// isList reports whether v is PHP's other form of a list: an object with numeric keys.
func isList(v loosejson.Value) bool {
	if v.Kind() != loosejson.Object {
		return false
	}
	for name := range v.Members() {
		if name == "" || !isDigits(name) {
			return false
		}
	}
	return true
}

func (a *Want) name() string {
	if a.Member == "" {
		return "the answer"
	}
	return "the member " + a.Member
}
