#!/usr/bin/env bash
# Lets the endpoint of Postern's connection [=connection] in.
set -euo pipefail

aws ec2 accept-vpc-endpoint-connections \
  --region [=region] \
  --service-id [=serviceId] \
  --vpc-endpoint-ids [=endpoint]
