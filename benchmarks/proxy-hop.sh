#!/usr/bin/env bash
# A split and a mirror inside the client beside the same done by nginx, one request of each in turn, over loopback only.
# Usage: benchmarks/proxy-hop.sh [calls, 3000 by default]. PORT is the first of the four ports taken, 28080 by default.
set -euo pipefail
cd "$(dirname "$0")/.."
calls=${1:-3000} port=${PORT:-28080}
command -v nginx >/dev/null || { echo "nginx is not installed; nothing measured"; exit 0; }

home=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$home"' EXIT
cat >"$home/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $home/pid;
error_log $home/error.log;
events {}
http {
    access_log off;
    client_body_temp_path $home; proxy_temp_path $home; fastcgi_temp_path $home; uwsgi_temp_path $home; scgi_temp_path $home;
    keepalive_requests 1000000;
    upstream v1 { server 127.0.0.1:$port; keepalive 16; }
    upstream v2 { server 127.0.0.1:$((port + 1)); keepalive 16; }
    split_clients "\$request_id" \$version { 95% v1; * v2; }
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    server { listen 127.0.0.1:$port; return 200 "ok"; }
    server { listen 127.0.0.1:$((port + 1)); return 200 "ok"; }
    server { listen 127.0.0.1:$((port + 2)); location / { proxy_pass http://\$version; } }
    server {
        listen 127.0.0.1:$((port + 3));
        location / { mirror /copy; proxy_pass http://v1; }
        location /copy { internal; proxy_pass http://v2; }
    }
}
CONF
nginx -p "$home" -c "$home/nginx.conf" 2>/dev/null & server=$!
for _ in $(seq 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { cat "$home/error.log"; exit 1; }
    sleep 0.1
done

url=http://127.0.0.1
timeout 300 dotnet run -c Release --project benchmarks/TrafficRouting.Benchmarks -- \
    proxy-hop "$calls" "$url:$port/" "$url:$((port + 2))/" "$url:$((port + 3))/"
