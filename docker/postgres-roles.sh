#!/bin/sh
# Run once by the PostgreSQL image, when its data directory is empty.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v owner_password="$POSTERN_OWNER_PASSWORD" \
  -v app_password="$POSTERN_APP_PASSWORD" \
  -v system_password="$POSTERN_SYSTEM_PASSWORD" \
  -f /postern/roles.sql
