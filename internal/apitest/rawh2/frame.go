package rawh2

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
)

const (
	kindData     = 0
	kindHeaders  = 1
	kindReset    = 3
	kindSettings = 4
	kindPing     = 6
	kindGoAway   = 7

	flagAck        = 1
	flagEndStream  = 1
	flagEndHeaders = 4
)

type frame struct {
	kind, flags byte
	stream      uint32
	payload     []byte
}

func readFrame(r io.Reader) (frame, error) {
	var head [9]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	size := int(head[0])<<16 | int(head[1])<<8 | int(head[2])
	f := frame{kind: head[3], flags: head[4], stream: binary.BigEndian.Uint32(head[5:]) &^ (1 << 31), payload: make([]byte, size)}
	_, err := io.ReadFull(r, f.payload)
	return f, err
}

// connection is one connection; its frames are read and answered on one goroutine.
type connection struct {
	s      *Server
	conn   net.Conn
	bodies map[uint32][]byte
}

func (c *connection) write(f frame) error {
	head := []byte{byte(len(f.payload) >> 16), byte(len(f.payload) >> 8), byte(len(f.payload)), f.kind, f.flags}
	head = binary.BigEndian.AppendUint32(head, f.stream)
	_, err := c.conn.Write(append(head, f.payload...))
	return err
}

// take answers a frame, and runs the script when it ends a request. The tests send no padded frames and no trailers.
func (c *connection) take(f frame) error {
	switch {
	case f.kind == kindSettings && f.flags&flagAck == 0:
		return c.write(frame{kind: kindSettings, flags: flagAck})
	case f.kind == kindPing && f.flags&flagAck == 0:
		return c.write(frame{kind: kindPing, flags: flagAck, payload: f.payload})
	case f.kind == kindHeaders:
		c.s.Headers.Add(1)
		if c.s.early != nil {
			c.s.early(&Stream{c: c, id: f.stream})
		}
	case f.kind == kindData:
		c.bodies[f.stream] = append(c.bodies[f.stream], f.payload...)
	}
	if (f.kind == kindHeaders || f.kind == kindData) && f.flags&flagEndStream != 0 {
		n := c.s.Reads.Add(1)
		c.s.script(&Stream{c: c, id: f.stream, N: n, Body: string(c.bodies[f.stream])})
		delete(c.bodies, f.stream)
	}
	return nil
}

// Stream is a request that was read.
type Stream struct {
	// N counts the requests that were read whole, from 1.
	N int64
	// Body is the request's body.
	Body string

	c  *connection
	id uint32
}

// Reset sends RST_STREAM with that code.
func (s *Stream) Reset(code uint32) {
	_ = s.c.write(frame{kind: kindReset, stream: s.id, payload: binary.BigEndian.AppendUint32(nil, code)})
}

// GoAway sends GOAWAY with that code. What it names as the last stream that was handled is this one, or none.
func (s *Stream) GoAway(code uint32, handled bool) {
	last := uint32(0)
	if handled {
		last = s.id
	}
	payload := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, last), code)
	_ = s.c.write(frame{kind: kindGoAway, payload: payload})
}

// Answer sends a status and a body, and ends the stream. Headers sends the status alone and ends nothing.
func (s *Stream) Answer(status int, body string) {
	s.Headers(status)
	_ = s.c.write(frame{kind: kindData, flags: flagEndStream, stream: s.id, payload: []byte(body)})
}

// Headers sends the status and nothing else.
func (s *Stream) Headers(status int) {
	// HPACK: a literal without indexing, its name being number 8 of the static table, ":status".
	field := fmt.Appendf([]byte{0x08, 0x03}, "%03d", status)
	_ = s.c.write(frame{kind: kindHeaders, flags: flagEndHeaders, stream: s.id, payload: field})
}

// HangUp closes the connection.
func (s *Stream) HangUp() { _ = s.c.conn.Close() }
