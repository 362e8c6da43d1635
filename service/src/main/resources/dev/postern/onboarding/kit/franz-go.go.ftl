// franz-go for the cluster [=clusterName] behind Postern: connects as an application would, through kgo.Dialer.
[#if placeholders]
//
// REPLACE_ME stands where the cluster's values go: no cluster leads over this connection yet.
[/#if]
//
//	go mod init example && go get github.com/twmb/franz-go && go run .
//
// Reads POSTERN_URL and POSTERN_TOKEN (of role DATA_PLANE)[#if sasl], and KAFKA_PASSWORD[/#if] from the environment.
package main

import (
	"context"
[#if tls]
	"crypto/tls"
[#if ca]
	"crypto/x509"
[/#if]
[/#if]
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
[#if sasl]
	"github.com/twmb/franz-go/pkg/sasl/[#if scram]scram[#else]plain[/#if]"
[/#if]
)

func main() {
	brokers := &mapping{}
	if err := brokers.follow(); err != nil {
		log.Fatal(err)
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(
[#list bootstrap as address]
			[=address],
[/#list]
		),
		kgo.Dialer(brokers.dial),
[#if sasl]
[#if scram]
		kgo.SASL(scram.Auth{User: [=username], Pass: os.Getenv("KAFKA_PASSWORD")}.[#if mechanism == "SCRAM-SHA-512"]AsSha512Mechanism[#else]AsSha256Mechanism[/#if]()),
[#else]
		kgo.SASL(plain.Auth{User: [=username], Pass: os.Getenv("KAFKA_PASSWORD")}.AsMechanism()),
[/#if]
[/#if]
	)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := client.Ping(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Println("a broker answered")
}

// dial connects where the mapping says. [#if tls]TLS names and verifies the broker itself: that notices a listener that leads elsewhere.[#else]The brokers speak without TLS.[/#if]
func (m *mapping) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	to, err := m.resolve(host, port)
	if err != nil {
		return nil, err
	}
	// A load balancer silently forgets a connection that was idle for 350 seconds.
	dialer := net.Dialer{Timeout: 10 * time.Second, KeepAlive: time.Minute}
[#if tls]
	plain, err := dialer.DialContext(ctx, network, net.JoinHostPort(to.host, to.port))
	if err != nil {
		return nil, err
	}
	settings, err := tlsSettings(host)
	if err != nil {
		plain.Close()
		return nil, err
	}
	secure := tls.Client(plain, settings)
	if err := secure.HandshakeContext(ctx); err != nil {
		plain.Close()
		return nil, err
	}
	return secure, nil
}

func tlsSettings(broker string) (*tls.Config, error) {
	settings := &tls.Config{ServerName: broker}
[#if ca]
	file := os.Getenv("KAFKA_CA_FILE")
	if file == "" {
		file = [=caFile]
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	settings.RootCAs = x509.NewCertPool()
	if !settings.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate", file)
	}
[/#if]
[#if certificate]
	own, err := tls.LoadX509KeyPair(os.Getenv("KAFKA_CERTIFICATE_FILE"), os.Getenv("KAFKA_KEY_FILE"))
	if err != nil {
		return nil, err
	}
	settings.Certificates = []tls.Certificate{own}
[/#if]
	return settings, nil
}
[#else]
	return dialer.DialContext(ctx, network, net.JoinHostPort(to.host, to.port))
}
[/#if]

[#include "mapping.go.ftl"]
