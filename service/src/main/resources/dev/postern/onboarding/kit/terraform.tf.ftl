# The way into the connection [=connection] of Postern ([=connectionId]): a network load
# balancer, a listener for each broker, and an endpoint service that admits Postern's principal and nobody else.
#
# Give the variables values (terraform.tfvars), apply it with credentials for the region [=serviceRegion], and tell
# Postern the output service_name. When routes or brokers have changed, take the text anew and apply it again.
[#list notes as note]
#
# Note: [=note]
[/#list]

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= [#if crossRegion]6.0[#else]5.0[/#if]"
    }
  }
}

variable "vpc_id" {
  description = "The VPC of the load balancer: that of the brokers, or one that they can be reached from"
  type        = string
}

variable "subnet_ids" {
  description = "Subnets for the load balancer, one in each zone that the connection asks for"
  type        = list(string)
}

variable "target_type" {
  description = "Whether targets are IP addresses (ip) or instances (instance)"
  type        = string
  default     = "ip"

  validation {
    condition     = contains(["ip", "instance"], var.target_type)
    error_message = "It is ip or instance."
  }
}

variable "targets" {
  description = "The broker behind each listener, by the listener's port (local.listeners): its IP address, or the id of its instance"
  type        = map(string)
  default     = {}
}

variable "brokers_outside_vpc" {
  description = "Whether the targets are IP addresses outside of the VPC, reached by peering, a transit gateway or Direct Connect"
  type        = bool
  default     = false
}
[#if anyBroker?has_content]

variable "bootstrap_targets" {
  description = "More brokers behind an any-broker listener, by that listener's port (local.bootstrap_listeners): needed while targets names none"
  type        = map(list(string))
  default     = {}
}
[/#if]

locals {
  name  = [=name]
  zones = [[#list zones as zone][=zone][#sep], [/#sep][/#list]]

  # What the routes in Postern lead to: a listener port, and the broker that has to be behind it, alone. Where required is
  # true Postern knows of the broker; others get a listener as soon as targets names them.
  listeners = {
[#list listeners as listener]
    [=listener.key] = {
      broker   = [=listener.broker]
      cluster  = [=listener.cluster]
      port     = [=listener.port]
      required = [#if listener.required]true[#else]false[/#if]
    }
[/#list]
  }

  made    = { for port, listener in local.listeners : port => listener if contains(keys(var.targets), port) }
  lacking = [for port, listener in local.listeners : "${port} (${listener.broker})" if listener.required && !contains(keys(var.targets), port)]
  unknown = setsubtract(keys(var.targets), keys(local.listeners))
[#if anyBroker?has_content]

  # Listeners that lead to any broker of a cluster, for its bootstrap addresses.
  bootstrap_listeners = {
[#list anyBroker as listener]
    [=listener.key] = {
      cluster = [=listener.cluster]
      brokers = [[#list listener.brokers as broker][=broker][#sep], [/#sep][/#list]]
      port    = [=listener.port]
    }
[/#list]
  }

  bootstrap_targets = merge(flatten([
    for port, bootstrap in local.bootstrap_listeners : [
      { for broker in bootstrap.brokers : "${port}-${broker}" => {
        listener = port
        target   = var.targets[broker]
        port     = local.listeners[broker].port
      } if contains(keys(local.made), broker) },
      { for index, target in lookup(var.bootstrap_targets, port, []) : "${port}-more-${index}" => {
        listener = port
        target   = target
        port     = bootstrap.port
      } }
    ]
  ])...)
[/#if]
}

data "aws_subnet" "load_balancer" {
  count = length(var.subnet_ids)
  id    = var.subnet_ids[count.index]
}

resource "aws_lb" "postern" {
  name_prefix        = "pstrn-"
  internal           = true
  load_balancer_type = "network"
  subnets            = var.subnet_ids

  # A target group has one broker, in one zone: without this the load balancer's addresses in other zones lead nowhere.
  enable_cross_zone_load_balancing = true

  tags = {
    Name = local.name
  }

  lifecycle {
    precondition {
      condition     = length(local.lacking) == 0
      error_message = "The variable targets has to say where these brokers are: ${join(", ", local.lacking)}."
    }

    precondition {
      condition     = length(local.unknown) == 0
      error_message = "The variable targets names ports that no route leads to: ${join(", ", local.unknown)}."
    }
[#if !crossRegion]

    precondition {
      condition     = length(setsubtract(local.zones, data.aws_subnet.load_balancer[*].availability_zone_id)) == 0
      error_message = "The connection asks for the zones ${join(", ", local.zones)}: the variable subnet_ids lacks a subnet in one of them."
    }
[/#if]
  }
}

resource "aws_lb_target_group" "broker" {
  for_each = local.made

  name_prefix        = "pstrn-"
  vpc_id             = var.vpc_id
  target_type        = var.target_type
  protocol           = "TCP"
  port               = each.value.port
  preserve_client_ip = false
  proxy_protocol_v2  = false

  health_check {
    protocol = "TCP"
    interval = 10
  }

  tags = {
    Name = "${local.name}-${each.key}"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_target_group_attachment" "broker" {
  for_each = local.made

  target_group_arn  = aws_lb_target_group.broker[each.key].arn
  target_id         = var.targets[each.key]
  port              = each.value.port
  availability_zone = var.brokers_outside_vpc ? "all" : null
}

resource "aws_lb_listener" "broker" {
  for_each = local.made

  load_balancer_arn = aws_lb.postern.arn
  protocol          = "TCP"
  port              = tonumber(each.key)

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.broker[each.key].arn
  }
}
[#if anyBroker?has_content]

resource "aws_lb_target_group" "bootstrap" {
  for_each = local.bootstrap_listeners

  name_prefix        = "pstrn-"
  vpc_id             = var.vpc_id
  target_type        = var.target_type
  protocol           = "TCP"
  port               = each.value.port
  preserve_client_ip = false
  proxy_protocol_v2  = false

  health_check {
    protocol = "TCP"
    interval = 10
  }

  tags = {
    Name = "${local.name}-${each.key}"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_target_group_attachment" "bootstrap" {
  for_each = local.bootstrap_targets

  target_group_arn  = aws_lb_target_group.bootstrap[each.value.listener].arn
  target_id         = each.value.target
  port              = each.value.port
  availability_zone = var.brokers_outside_vpc ? "all" : null
}

resource "aws_lb_listener" "bootstrap" {
  for_each = local.bootstrap_listeners

  load_balancer_arn = aws_lb.postern.arn
  protocol          = "TCP"
  port              = tonumber(each.key)

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.bootstrap[each.key].arn
  }
}
[/#if]

resource "aws_vpc_endpoint_service" "postern" {
  network_load_balancer_arns = [aws_lb.postern.arn]
  acceptance_required        = true
[#if crossRegion]

  # The endpoint is made in another region than this one.
  supported_regions = [[=endpointRegion]]
[/#if]

  tags = {
    Name = local.name
  }
}
[#if principal??]

resource "aws_vpc_endpoint_service_allowed_principal" "postern" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.postern.id
  principal_arn           = [=principal]
}
[#else]

# Postern has not made the connection's principal yet: take this text anew in some seconds, and the service admits it.
[/#if]

output "service_name" {
  description = "The endpoint service's name: set serviceName of the connection to it"
  value       = aws_vpc_endpoint_service.postern.service_name
}

output "allow_from" {
  description = "The networks that the load balancer connects from: let them in to the brokers"
  value       = data.aws_subnet.load_balancer[*].cidr_block
}
