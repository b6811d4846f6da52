package {{package}};

import java.util.Map;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/** Without a server. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class PasswordsTest {
    /** Of {@code open sesame}. */
    private static final String ANN = "ann:41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

    private PasswordsTest() {}

    public static void main(String[] arguments) {
        Authenticator passwords = made(ANN);
        assert passwords.authenticate("ann", "open sesame") instanceof Authentication.Accepted accepted
                && accepted.credential().userId().equals("ann")
                && accepted.credential().priorityCeiling() == 100;
        assert passwords.authenticate("ann", "open").equals(Authentication.unknown());
        assert passwords.authenticate("ben", "open sesame").equals(Authentication.unknown());
        for (String wrong : new String[] {"ann", "ann:41ef", ANN + "," + ANN}) {
            try {
                made(wrong);
                throw new AssertionError(wrong + " was taken");
            } catch (SettingRefused expected) {
                assert expected.getMessage().startsWith("users ") : expected.getMessage();
            }
        }
    }

    private static Authenticator made(String users) {
        var provider = new PasswordsProvider();
        Settings said = Settings.of(provider.settings(), Map.of("users", users));
        return provider.create(Stub.of(PartContext.class, Map.of("settings", said)));
    }
}
