package dev.postern.dialling;

import org.springframework.stereotype.Component;

/** The diallers that there are: they differ in the private networks that the operator lets them into. */
@Component
public final class Diallers {

    private final Dialler endpoints;
    private final Dialler bastions;

    Diallers(DiallingProperties properties) {
        this.endpoints = new Dialler(new AddressPolicy("postern.dialling.allow", properties.allow()));
        this.bastions = new Dialler(new AddressPolicy("postern.dialling.allow-bastions", properties.allowBastions())
                .except("postern.dialling.deny-bastions", properties.denyBastions()));
    }

    /** For endpoints, whose names come from AWS and lead into the operator's own VPCs. */
    public Dialler endpoints() {
        return endpoints;
    }

    /** For bastions, whose names and addresses a tenant chooses. */
    public Dialler bastions() {
        return bastions;
    }
}
