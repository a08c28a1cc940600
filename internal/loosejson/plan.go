package loosejson

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"
	"time"

	"github.com/shopspring/decimal"
)

var (
	decimalType         = reflect.TypeFor[decimal.Decimal]()
	timeType            = reflect.TypeFor[time.Time]()
	rawType             = reflect.TypeFor[json.RawMessage]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	jsonUnmarshalerType = reflect.TypeFor[json.Unmarshaler]()
)

// plans caches the reader of each type that was decoded into: reflect.Type to reader.
var plans sync.Map

func planFor(t reflect.Type) (reader, error) {
	if read, ok := plans.Load(t); ok {
		return read.(reader), nil
	}
	p := planner{structs: map[reflect.Type]*structPlan{}}
	read, err := p.root(t)
	if err != nil {
		return nil, err
	}
	plans.Store(t, read)
	return read, nil
}

// planner makes the readers of one type and all that it holds.
type planner struct {
	// structs holds the plans under way too, so that a type may hold itself.
	structs map[reflect.Type]*structPlan
}

// root is reader, but for a struct, whose fields stay as they are when their members are missing.
func (p *planner) root(t reflect.Type) (reader, error) {
	read, err := p.reader(t)
	if plan, ok := p.structs[t]; ok && err == nil {
		return plan.merge, nil
	}
	return read, err
}

func (p *planner) reader(t reflect.Type) (reader, error) {
	switch t {
	case decimalType:
		return readDecimal, nil
	case timeType:
		return readTime, nil
	case rawType:
		return readRaw, nil
	}
	if pointer := reflect.PointerTo(t); pointer.Implements(textUnmarshalerType) && t.Kind() != reflect.Pointer {
		return readText(t), nil
	} else if pointer.Implements(jsonUnmarshalerType) && t.Kind() != reflect.Pointer {
		return nil, &TypeError{Type: t, Reason: "its UnmarshalJSON is not used here; give it UnmarshalText"}
	}
	switch t.Kind() {
	case reflect.String:
		return readString, nil
	case reflect.Bool:
		return readBool, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return readInt(t), nil
	default:
		return p.composite(t)
	}
}

func (p *planner) composite(t reflect.Type) (reader, error) {
	switch t.Kind() {
	case reflect.Struct:
		plan, err := p.structPlan(t)
		if err != nil {
			return nil, err
		}
		return plan.replace, nil
	case reflect.Slice:
		return p.slice(t)
	case reflect.Pointer:
		return p.pointer(t)
	case reflect.Float32, reflect.Float64:
		return nil, &TypeError{Type: t, Reason: "floats lose money; use decimal.Decimal"}
	default:
		return nil, &TypeError{Type: t, Reason: "no rule for this type"}
	}
}
