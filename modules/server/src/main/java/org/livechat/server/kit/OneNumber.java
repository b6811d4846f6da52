package org.livechat.server.kit;

import java.util.Map;
import org.livechat.api.part.Setting;
import org.livechat.server.provider.Provided;

/** Media and the web server cannot both listen at one TCP port: whoever came second would say that somebody unknown has it. */
final class OneNumber {
    private static final String ANY = "0";

    private OneNumber() {}

    /** @throws org.livechat.api.part.SettingRefused when both are to have one number by TCP */
    static void refuse(Blueprint blueprint, Provided media, Provided web) {
        Map<String, String> said = blueprint.effective();
        String ofMedia = media.section().path() + ".";
        String ofWeb = web.section().path() + ".";
        String port = said.getOrDefault(ofMedia + "port", ANY);
        if (port.equals(ANY)
                || !port.equals(said.get(ofWeb + "port"))
                || !"true".equals(said.get(ofMedia + "tcp"))
                || apart(said.getOrDefault(ofMedia + "host", ""), said.getOrDefault(ofWeb + "host", ""))) {
            return;
        }
        for (Setting<?> setting : media.section().settings()) {
            if (setting.key().equals("port")) {
                throw blueprint
                        .settings(media)
                        .refuse(
                                setting,
                                "is %s, as %sport is, and both take connections by TCP; take another, or %stcp: false with"
                                                .formatted(port, ofWeb, ofMedia)
                                        + " %stcp_on_http: true".formatted(ofMedia));
            }
        }
    }

    private static boolean apart(String one, String other) {
        return !isAll(one) && !isAll(other) && !one.equals(other);
    }

    private static boolean isAll(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }
}
