# Postern logs in as this user with a key, opens no shell, and has connections to brokers forwarded. To which brokers is
# said in authorized_keys. Check it with: sshd -t
Match User [=user]
    PubkeyAuthentication yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    AuthenticationMethods publickey
    AllowTcpForwarding local
    PermitOpen any
    PermitListen none
    GatewayPorts no
    PermitTunnel no
    AllowStreamLocalForwarding no
    AllowAgentForwarding no
    X11Forwarding no
    PermitTTY no
    MaxSessions 0
    ClientAliveInterval 15
    ClientAliveCountMax 4
Match all
