package answer

import "github.com/paykickstart-go/sdk/internal/loosejson"

// Word is what an answer says of itself, whatever its status. The zero Word is that of every answer that is no whole JSON
// object: none at all, a cut one, HTML, a list.
type Word struct {
	// Object: the answer came whole and is a JSON object.
	Object bool
	// No: it has errors or a falsy flag.
	No bool
	// Answer is that object, as it came.
	Answer loosejson.Value
	// Member is the value of the member that the result belongs in.
	Member loosejson.Value
}

// tellWord hands out what was read, if somebody asks for it.
func (j *judgement) tellWord(answer loosejson.Value) {
	want := &j.call.Want
	if want.Word == nil || j.got.Cut != nil || answer.Kind() != loosejson.Object {
		return
	}
	verdict, _ := j.said.verdict(want)
	*want.Word = Word{Object: true, No: verdict == no, Answer: answer, Member: j.said.result}
}
