package ipn_test
import ("testing";"net/http";"syscall";"time";"github.com/paykickstart-go/sdk/ipn")
func cpu() time.Duration { var u syscall.Rusage; _ = syscall.Getrusage(0,&u); return time.Duration(u.Utime.Nano()+u.Stime.Nano()) }
func BenchmarkZCPU(b *testing.B){
	noop := serve(b, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	handler := serve(b, receiver(b, answering(nil), ipn.WithStore(ipn.NewMemoryStore())))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	defer client.CloseIdleConnections()
	bodies := make([][]byte, b.N)
	for i := range bodies { bodies[i] = sale().Number(i).Body(secret) }
	var a, c time.Duration
	for len(bodies) > 0 {
		round := bodies[:min(500, len(bodies))]
		bodies = bodies[len(round):]
		t := cpu(); load(b, client, noop.URL, round); a += cpu()-t
		t = cpu(); load(b, client, handler.URL, round); c += cpu()-t
	}
	b.ReportMetric(float64(a.Microseconds())/float64(b.N), "noop-us")
	b.ReportMetric(float64(c.Microseconds())/float64(b.N), "handler-us")
	b.ReportMetric(float64(a)/float64(c), "ratio")
}
