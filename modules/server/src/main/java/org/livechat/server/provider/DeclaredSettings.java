package org.livechat.server.provider;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.SettingType;

/** What is to be checked of the settings that a part declares. */
final class DeclaredSettings {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_]*(\\.[a-z0-9][a-z0-9_]*)*");

    private DeclaredSettings() {}

    /**
     * Requires keys that can be written, each once, with defaults that could be said in a file.
     *
     * @param part its kind and name
     * @throws ProviderUnsound when one is not so
     */
    static void requireSound(String part, List<Setting<?>> settings) {
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!KEY.matcher(setting.key()).matches()) {
                throw new ProviderUnsound(
                        "its %s declares the key '%s', but a key has to be of a-z 0-9 _ and dots between them"
                                .formatted(part, setting.key()));
            }
            if (!keys.add(setting.key())) {
                throw new ProviderUnsound("its %s declares the key '%s' twice".formatted(part, setting.key()));
            }
            requireSoundDefault(part, setting);
        }
    }

    private static <T> void requireSoundDefault(String part, Setting<T> setting) {
        String place = "its %s declares a default that it refuses: %s".formatted(part, setting.key());
        try {
            switch (setting.type()) {
                case SettingType.One<T> one -> setting.read(one.write().apply(setting.byDefault()), place);
                case SettingType.Texts texts -> texts.checked(texts(setting), place);
                // Its defaults were read as texts of a file are when it was declared.
                case SettingType.Mappings _ -> {}
            }
        } catch (SettingRefused e) {
            throw new ProviderUnsound(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new ProviderUnsound(
                    "its %s declares the key '%s', whose default cannot be written: %s"
                            .formatted(part, setting.key(), e),
                    e);
        }
    }

    @SuppressWarnings("unchecked") // Texts is a type of lists of texts
    private static List<String> texts(Setting<?> setting) {
        return (List<String>) setting.byDefault();
    }
}
