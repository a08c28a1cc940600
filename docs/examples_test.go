package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEachMethodIsInAnExample finds the services in the fields of paykickstart.Client, and each of their exported methods
// in an Example function that calls it as a caller does: client.Licenses.Get(...).
func TestEachMethodIsInAnExample(t *testing.T) {
	t.Parallel()
	called := calledInExamples(t)
	services := services(t)
	require.NotEmpty(t, services)
	for field, service := range services {
		methods := methods(t, service)
		assert.NotEmpty(t, methods, field)
		for _, method := range methods {
			assert.True(t, called[field+"."+method], "no Example calls client.%s.%s", field, method)
		}
	}
}

// services maps each field of Client that holds a service to the service's "package.Type".
func services(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, file := range sources(t, "paykickstart") {
		for _, field := range fieldsOf(file, "Client") {
			if service := pointedTo(field.Type); service != "" && len(field.Names) == 1 && field.Names[0].IsExported() {
				found[field.Names[0].Name] = service
			}
		}
	}
	return found
}

func fieldsOf(file *ast.File, name string) []*ast.Field {
	var fields []*ast.Field
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok && spec.Name.Name == name {
			if s, ok := spec.Type.(*ast.StructType); ok {
				fields = s.Fields.List
			}
		}
		return true
	})
	return fields
}

// pointedTo is "pkg.Type" of the type *pkg.Type, and "Type" of *Type; "" of any other.
func pointedTo(expr ast.Expr) string {
	star, ok := expr.(*ast.StarExpr)
	if !ok {
		return ""
	}
	switch named := star.X.(type) {
	case *ast.Ident:
		return named.Name
	case *ast.SelectorExpr:
		if pkg, ok := named.X.(*ast.Ident); ok {
			return pkg.Name + "." + named.Sel.Name
		}
	}
	return ""
}

func methods(t *testing.T, service string) []string {
	t.Helper()
	dir, typeName, _ := strings.Cut(service, ".")
	var found []string
	for _, file := range sources(t, dir) {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if ok && f.Recv != nil && f.Name.IsExported() && pointedTo(f.Recv.List[0].Type) == typeName {
				found = append(found, f.Name.Name)
			}
		}
	}
	return found
}

// calledInExamples holds "Field.Method" of every call x.Field.Method(...) in an Example function.
func calledInExamples(t *testing.T) map[string]bool {
	t.Helper()
	called := map[string]bool{}
	for _, file := range parsed(t, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Example") {
				ast.Inspect(f.Body, func(n ast.Node) bool {
					called[serviceCall(n)] = true
					return true
				})
			}
		}
	}
	return called
}

func serviceCall(n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return ""
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	field, ok := method.X.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return field.Sel.Name + "." + method.Sel.Name
}

// sources are the files of a package without its tests.
func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	return parsed(t, func(name string) bool { return path.Dir(name) == dir && !strings.HasSuffix(name, "_test.go") })
}

func parsed(t *testing.T, want func(name string) bool) []*ast.File {
	t.Helper()
	var all []*ast.File
	for _, name := range files(t, func(name string) bool { return strings.HasSuffix(name, ".go") && want(name) }) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		all = append(all, file)
	}
	return all
}
