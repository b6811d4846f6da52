package org.livechat.api;

/** What an {@link Authenticator} makes of a token. */
public sealed interface Authentication {
    /** The token speaks for the user of this credential, who has to be the one that the client says it is. */
    record Accepted(Credential credential) implements Authentication {}

    /**
     * The token is of this authenticator's kind and lets nobody in.
     *
     * @param reason told to the client as one line of at most 500 characters: what is wrong, and never anything of the token or
     *     of a key
     */
    record Refused(String reason) implements Authentication {}

    /** The token is not of this authenticator's kind; the next one is asked. */
    record Unknown() implements Authentication {}

    static Authentication accepted(Credential credential) {
        return new Accepted(credential);
    }

    static Authentication refused(String reason) {
        return new Refused(reason);
    }

    static Authentication unknown() {
        return new Unknown();
    }
}
