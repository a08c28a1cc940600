package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

// opened is when the shop opens, on the sandbox's clock.
var opened = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// shop is a vendor's backend, with the sandbox in PayKickstart's place.
type shop struct {
	out    io.Writer
	box    *sandbox.Sandbox
	client *paykickstart.Client
	db     *sql.DB
	sales  []*ipn.Notification // what was bought, one for each buyer
}

// run opens a shop with an empty database, lets it trade and closes it.
func run(ctx context.Context, out io.Writer) (err error) {
	folder, err := os.MkdirTemp("", "store")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	db, err := openDatabase(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return inSandbox(ctx, out, db)
}

// inSandbox connects shop and sandbox both ways: the client's calls there, the notifications back.
func inSandbox(ctx context.Context, out io.Writer, db *sql.DB) error {
	listener, url, err := listen(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	// Synchronous, so that each step's notifications are there before its line is printed. PayKickstart's come later.
	box, err := sandbox.Start(sandbox.WithClock(opened), sandbox.WithNotify(url), sandbox.WithSynchronousNotifications())
	if err != nil {
		return err
	}
	defer func() { _ = box.Close() }()
	handler, err := newReceiver(db, box.IPNSecret)
	if err != nil {
		return err
	}
	server := serve(listener, handler)
	defer func() { _ = server.Close() }()
	client, err := paykickstart.New(box.AuthToken, paykickstart.WithBaseURL(box.URL))
	if err != nil {
		return err
	}
	return (&shop{out: out, box: box, client: client, db: db}).trade(ctx)
}

// say prints what happened, and who has access now by the database.
func (s *shop) say(ctx context.Context, what string) error {
	book := &accessBook{db: s.db}
	access := make([]string, 0, len(s.sales))
	for _, sale := range s.sales {
		open, err := book.open(ctx, sale.InvoiceID, s.box.Now())
		if err != nil {
			return err
		}
		mark := "-"
		if open {
			mark = "yes"
		}
		access = append(access, fmt.Sprintf("%s %-3s", sale.Buyer.FirstName, mark))
	}
	_, err := fmt.Fprintf(s.out, "%s  %-46s access: %s\n", s.box.Now().Format(time.DateOnly), what, strings.Join(access, "  "))
	return err
}
