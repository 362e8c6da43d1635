package dev.postern.access;

/** Who a caller is. */
public sealed interface Identity {

    /** How history and audit name it. */
    String actor();

    /** Whoever has an API token. */
    record OfToken(TokenId tokenId) implements Identity {

        @Override
        public String actor() {
            return tokenId.value();
        }
    }

    /**
     * A person or program that the OIDC issuer vouches for.
     *
     * @param subject the claim {@code sub}, which the issuer gives to nobody else
     */
    record OfSubject(String subject) implements Identity {

        @Override
        public String actor() {
            return "oidc:" + subject;
        }
    }
}
