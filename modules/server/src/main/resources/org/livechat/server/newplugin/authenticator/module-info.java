/** An authenticator: users with a password each. */
module {{module}} {
    requires org.livechat.api;

    provides org.livechat.api.AuthenticatorProvider with
            {{package}}.PasswordsProvider;
}
