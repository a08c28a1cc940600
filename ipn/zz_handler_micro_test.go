package ipn_test
import ("testing";"net/http";"net/http/httptest";"bytes";"io";"github.com/paykickstart-go/sdk/ipn")
type nullW struct{h http.Header}
func (n *nullW) Header() http.Header {return n.h}
func (n *nullW) Write(b []byte)(int,error){return len(b),nil}
func (n *nullW) WriteString(b string)(int,error){return len(b),nil}
func (n *nullW) WriteHeader(int){}
func BenchmarkZMicro(b *testing.B){
	h := receiver(b, answering(nil), ipn.WithStore(ipn.NewMemoryStore()))
	var bodies [][]byte
	for i := range b.N { bodies = append(bodies, sale().Number(i).Body(secret)) }
	r := httptest.NewRequest("POST","/",nil)
	r.Header.Set("Content-Type", formType)
	w := &nullW{http.Header{}}
	b.ResetTimer(); b.ReportAllocs()
	for i := range b.N { r.ContentLength=int64(len(bodies[i])); r.Body=io.NopCloser(bytes.NewReader(bodies[i])); h.ServeHTTP(w,r) }
}
func BenchmarkZVerify(b *testing.B){
	v := verifier(b, ipn.Keys(secret))
	body := sale().Body(secret)
	b.ReportAllocs()
	for b.Loop() { if _, err := v.Verify(b.Context(), body); err!=nil {b.Fatal(err)} }
}
