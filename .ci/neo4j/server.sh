#!/bin/sh
# A Neo4j server for tests, on loopback, without Docker.
#
#   server.sh start HOME BOLT_PORT HTTP_PORT [PASSWORD]
#                                                   returns when the server answers; with PASSWORD (8 characters or more)
#                                                   it wants the name neo4j and that password, else no authentication
#   server.sh stop HOME                             returns when the process has ended
#   server.sh kill HOME                             the same, without letting it shut down (kill -9)
#
# HOME is a folder of its own; HOME/lib holds the jars (made from pom.xml where it is missing; it may be a link to
# another server's). JAVA (java) and HEAP (1g) may be set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
verb=$1
home=$2
pid=$home/run/pid

alive() { [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; }

end() {
  alive || return 0
  kill "$1" "$(cat "$pid")"
  i=0
  while alive; do
    i=$((i + 1))
    [ "$i" -lt 600 ] || { echo "server.sh: the server in $home does not end" >&2; exit 1; }
    sleep 0.1
  done
}

case $verb in
stop) end -TERM; exit ;;
kill) end -KILL; exit ;;
start) ;;
*) echo "usage: server.sh start HOME BOLT_PORT HTTP_PORT [on] | stop HOME | kill HOME" >&2; exit 2 ;;
esac

bolt=$3
http=$4
password=${5:-}
auth=false
[ -z "$password" ] || auth=true
if alive; then
  echo "server.sh: a server runs in $home already" >&2
  exit 1
fi
[ -d "$home/lib" ] || mvn -B -q -Dstyle.color=never -f "$here/pom.xml" -Dneo4j.home="$home" package
mkdir -p "$home/conf" "$home/data" "$home/logs" "$home/run" "$home/plugins" "$home/import"
cat > "$home/conf/neo4j.conf" <<END
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$bolt
server.bolt.advertised_address=127.0.0.1:$bolt
server.http.enabled=true
server.http.listen_address=127.0.0.1:$http
server.http.advertised_address=127.0.0.1:$http
server.https.enabled=false
dbms.security.auth_enabled=$auth
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
END

# What the JVM must open to the server is what its own distribution's configuration opens.
nohup "${JAVA:-java}" -Xms256m "-Xmx${HEAP:-1g}" -XX:+UseG1GC -Dfile.encoding=UTF-8 -Dlog4j2.disable.jmx=true \
  -Dio.netty.tryReflectionSetAccessible=true \
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -cp "$home/lib/*:$home/plugins/*" \
  org.neo4j.server.CommunityEntryPoint --home-dir="$home" --config-dir="$home/conf" --console-mode \
  > "$home/logs/console.log" 2>&1 < /dev/null &
echo $! > "$pid"

i=0
until curl -s -o /dev/null "http://127.0.0.1:$http/"; do
  i=$((i + 1))
  if ! alive || [ "$i" -ge 600 ]; then
    echo "server.sh: the server in $home did not start:" >&2
    tail -n 20 "$home/logs/console.log" >&2
    exit 1
  fi
  sleep 0.2
done

# A new server has the password "neo4j", which it only takes to be given another one. On a later start this changes nothing.
if [ -n "$password" ]; then
  curl -s -o /dev/null -u neo4j:neo4j -H 'Content-Type: application/json' "http://127.0.0.1:$http/db/system/tx/commit" \
    -d '{"statements":[{"statement":"ALTER CURRENT USER SET PASSWORD FROM \"neo4j\" TO $new","parameters":{"new":"'"$password"'"}}]}'
fi
