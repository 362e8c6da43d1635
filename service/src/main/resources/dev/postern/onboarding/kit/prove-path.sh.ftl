#!/usr/bin/env bash
# Proves, on the bastion of Postern's connection [=connection], that the path is open:
# that sshd lets the user forward, that Postern's keys are installed, and that each broker can be reached from here.
# Changes nothing. Run it as root; ends with 1 if something is missing.
set -u

user=[=user]
failed=0

say() {
  printf '%-6s %s\n' "$1" "$2"
  [ "$1" = ok ] || failed=1
}

effective=$("$(command -v sshd || echo /usr/sbin/sshd)" -T -C "user=$user,host=localhost,addr=127.0.0.1" 2>/dev/null)
case $(awk '$1 == "allowtcpforwarding" { print $2 }' <<<"$effective") in
  yes | local) say ok "sshd lets $user forward" ;;
  "") say failed "sshd -T does not tell its settings: run this as root" ;;
  *) say failed "sshd does not let $user forward: set AllowTcpForwarding local" ;;
esac

home=$(getent passwd "$user" | cut -d: -f6)
keys="$home/.ssh/authorized_keys"
for key in[#list keys as key] [=key][/#list]; do
  if [ -n "$home" ] && grep -qsF -- " $key" "$keys"; then
    say ok "$keys has the key $key"
  else
    say failed "$keys has no line of the key $key"
  fi
done
[#if brokers?has_content]

reach() {
  # shellcheck disable=SC2016 # the inner shell is to expand these
  if timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2"' _ "$1" "$2" 2>/dev/null; then
    say ok "broker $1 port $2 can be reached"
  else
    say failed "broker $1 port $2 cannot be reached: name resolution, security groups, routes"
  fi
}
[#list brokers as broker]
reach [=broker.host] [=broker.port]
[/#list]
[#else]

say failed "no broker is known yet: add a cluster whose routes lead over this connection, and take this text anew"
[/#if]

exit "$failed"
