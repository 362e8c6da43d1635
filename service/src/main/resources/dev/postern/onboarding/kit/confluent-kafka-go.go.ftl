// confluent-kafka-go for the cluster [=clusterName] behind Postern: connects as an application would, and lists the brokers.
[#if placeholders]
//
// REPLACE_ME stands where the cluster's values go: no cluster leads over this connection yet.
[/#if]
//
// It takes a version of confluent-kafka-go that knows go.resolve.cb; an older one refuses to start with it ("No such
// configuration property"): then use franz-go, or librdkafka from C. Do not use go.resolve.map instead: what is not in it
// goes to the broker's own address.
//
//	go mod init example && go get github.com/confluentinc/confluent-kafka-go/v2 && go run .
//
// Reads POSTERN_URL and POSTERN_TOKEN (of role DATA_PLANE)[#if sasl], and KAFKA_PASSWORD[/#if] from the environment.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func main() {
	brokers := &mapping{}
	if err := brokers.follow(); err != nil {
		log.Fatal(err)
	}
	settings := kafka.ConfigMap{}
	settings["bootstrap.servers"] = [=bootstrapList]
	settings["security.protocol"] = [=protocol]
[#if sasl]
	settings["sasl.mechanism"] = [=mechanism]
	settings["sasl.username"] = [=username]
	settings["sasl.password"] = os.Getenv("KAFKA_PASSWORD")
[/#if]
[#if tls]
[#if ca]
	settings["ssl.ca.location"] = otherwise("KAFKA_CA_FILE", [=caFile])
[/#if]
[#if certificate]
	settings["ssl.certificate.location"] = os.Getenv("KAFKA_CERTIFICATE_FILE")
	settings["ssl.key.location"] = os.Getenv("KAFKA_KEY_FILE")
[/#if]
	settings["ssl.endpoint.identification.algorithm"] = "https"
[/#if]
	// A load balancer silently forgets a connection that was idle for 350 seconds.
	settings["connections.max.idle.ms"] = 300000
	settings["go.resolve.cb"] = brokers.callback
	admin, err := kafka.NewAdminClient(&settings)
	if err != nil {
		log.Fatal(err)
	}
	defer admin.Close()
	metadata, err := admin.GetMetadata(nil, true, 30000)
	if err != nil {
		log.Fatal(err)
	}
	for _, broker := range metadata.Brokers {
		fmt.Printf("broker %d: %s:%d\n", broker.ID, broker.Host, broker.Port)
	}
}

// callback answers go.resolve.cb, which takes numeric addresses. An error is an error: an empty answer would have the
// broker's own address looked up.
func (m *mapping) callback(host, port string) (string, string, error) {
	to, err := m.resolve(host, port)
	if err != nil {
		return "", "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupHost(ctx, to.host)
	if err != nil {
		return "", "", err
	}
	return addresses[int(time.Now().UnixNano()/1000)%len(addresses)], to.port, nil
}
[#if ca]

func otherwise(name, value string) string {
	if given := os.Getenv(name); given != "" {
		return given
	}
	return value
}
[/#if]

[#include "mapping.go.ftl"]
