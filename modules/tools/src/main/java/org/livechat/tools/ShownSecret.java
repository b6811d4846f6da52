package org.livechat.tools;

/** What a command shows to a server. Messages about one name where it comes from, and never what it is. */
public final class ShownSecret {
    private ShownSecret() {}

    /**
     * A token or secret without what an editor, a shell or a file of variables has left around it.
     *
     * @param origin such as {@code --token}
     * @throws CommandFailed when a header cannot carry what is left (RFC 9110 5.5), or nothing is
     */
    public static String of(String text, String origin) {
        String credential = text.strip();
        if (credential.isEmpty()) {
            throw CommandFailed.wrongUsage(origin + " is empty");
        }
        if (!credential.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw CommandFailed.wrongUsage(
                    origin + " has a line feed, or another character in it that no token has; it has to be one line of"
                            + " ASCII, as in data/admin.token of the server");
        }
        return credential;
    }
}
