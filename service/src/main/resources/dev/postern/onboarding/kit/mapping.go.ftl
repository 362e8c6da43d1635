const (
	tenant  = [=tenantId]
	cluster = [=clusterId]

	waitSeconds   = 30               // how long Postern may hold an answer back until something changes
	betweenAsking = 10 * time.Second // at least, also if Postern does not hold them back
)
[#if maxAgeSeconds??]

// maxAge is how long a mapping is followed that Postern does not confirm: ports of tunnels are given to others after a day.
const maxAge = [=maxAgeSeconds] * time.Second
[/#if]

var postern = &http.Client{
	Timeout:       (waitSeconds + 10) * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// target is where to connect for a broker's address.
type target struct{ host, port string }

// mapping follows the cluster's resolver mapping, in memory. What is not in it is refused: the broker's own address belongs
// to somebody else's network, and in ours it may belong to another tenant.
type mapping struct {
	lock        sync.RWMutex
	targets     map[string]target
	etag        string
	confirmedAt time.Time
}

// follow reads the mapping, then keeps it up to date in the background.
func (m *mapping) follow() error {
	if err := m.fetch(); err != nil {
		return err
	}
	go func() {
		for {
			time.Sleep(betweenAsking)
			if err := m.fetch(); err != nil {
				log.Printf("postern: going on with the mapping known so far: %v", err)
			}
		}
	}()
	return nil
}

// resolve says where to connect for a broker's address.
func (m *mapping) resolve(host, port string) (target, error) {
	m.lock.RLock()
	defer m.lock.RUnlock()
[#if maxAgeSeconds??]
	if age := time.Since(m.confirmedAt); age > maxAge {
		return target{}, fmt.Errorf("postern has not confirmed its mapping for %v", age)
	}
[/#if]
	found, ok := m.targets[strings.ToLower(host)+" "+port]
	if !ok {
		return target{}, &net.DNSError{Err: "postern has no way to it", Name: net.JoinHostPort(host, port), IsNotFound: true}
	}
	return found, nil
}

func (m *mapping) fetch() error {
	startedAt := time.Now()
	path := "/api/v1/tenants/" + tenant + "/clusters/" + cluster + "/resolver-mapping"
	request, err := http.NewRequest(http.MethodGet, strings.TrimRight(os.Getenv("POSTERN_URL"), "/")+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept", "text/plain")
	request.Header.Set("Authorization", "Bearer "+os.Getenv("POSTERN_TOKEN"))
	if m.etag != "" {
		request.Header.Set("If-None-Match", m.etag)
		request.Header.Set("Prefer", fmt.Sprintf("wait=%d", waitSeconds))
	}
	response, err := postern.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 16<<20))
	if err != nil {
		return err
	}
	targets := m.targets
	switch response.StatusCode {
	case http.StatusOK:
		if targets, err = parse(string(body)); err != nil {
			return err
		}
		m.etag = response.Header.Get("ETag")
	case http.StatusNotModified:
	default:
		return fmt.Errorf("postern answered %s", response.Status)
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	m.targets = targets
	m.confirmedAt = startedAt // not later: what changed while the answer was under way is not confirmed
	return nil
}

// parse reads one line for each address: host port targetHost targetPort.
func parse(text string) (map[string]target, error) {
	targets := map[string]target{}
	for _, line := range strings.Split(text, "\n") {
		if line == "" {
			continue
		}
		fields := strings.Split(line, " ")
		if len(fields) != 4 {
			return nil, fmt.Errorf("postern's answer is not a mapping: %q", line)
		}
		targets[strings.ToLower(fields[0])+" "+fields[1]] = target{fields[2], fields[3]}
	}
	return targets, nil
}
