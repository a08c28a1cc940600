package ipn_test

import (
	"os"
	"os/exec"
	"testing"
)

// rerun runs one test of this binary in a process of its own.
func rerun(t *testing.T, name string, env ...string) (string, error) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(t.Context(), exe, "-test.run="+name, "-test.v")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
