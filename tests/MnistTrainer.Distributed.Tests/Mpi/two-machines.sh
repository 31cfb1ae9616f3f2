#!/bin/sh
# Runs a command as two ranks of MPI, each in a network namespace with a host name of its own, so that they reach each other over TCP alone.
# Exits with 77 where namespaces may not be made. The namespaces are removed at the end.
set -u
id=$$
a=mnist$id-a b=mnist$id-b
agent=$(mktemp) || exit 1
clean() { rm -f "$agent"; ip netns del "$a" 2>/dev/null; ip netns del "$b" 2>/dev/null; }
trap clean EXIT
trap 'exit 130' INT TERM
{ ip netns add "$a" && ip netns add "$b" && ip link add "v$id" netns "$a" type veth peer name "w$id" netns "$b"; } 2>/dev/null || exit 77
ip -n "$a" addr add 10.99.87.1/24 dev "v$id" && ip -n "$b" addr add 10.99.87.2/24 dev "w$id" || exit 77
for name in "$a" "$b"; do ip -n "$name" link set lo up; done
ip -n "$a" link set "v$id" up && ip -n "$b" link set "w$id" up || exit 77

# What mpirun calls instead of ssh: host and command.
printf '#!/bin/sh\nshift\nexec ip netns exec %s unshare --uts sh -c "hostname %s; $*"\n' "$b" "$b" >"$agent"
chmod +x "$agent"
export OMPI_MCA_plm_rsh_agent=$agent OMPI_MCA_btl=tcp,self OMPI_MCA_btl_tcp_if_include=10.99.87.0/24 OMPI_MCA_oob_tcp_if_include=10.99.87.0/24
export OMPI_MCA_mpi_yield_when_idle=1 OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
ip netns exec "$a" unshare --uts sh -c 'hostname "$0" && exec mpirun --host 10.99.87.1,10.99.87.2 -n 2 "$@"' "$a" "$@"
