package org.livechat.server.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.part.PartProvider;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;

/**
 * A provider and what it has said of itself, asked once.
 *
 * @param kind what it makes
 * @param name as it gave it
 * @param section what it reads of the configuration
 * @param provider itself
 * @param origin a plug-in with its version, or the jar of the server that it came in
 * @param plugin the plug-in that it came with; empty for one of the server's own
 */
public record Provided(
        PartKind kind, String name, Section section, PartProvider provider, String origin, Optional<String> plugin) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    // A token of RFC 8866 9, which is what an encoding name is.
    private static final Pattern CODEC_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,64}");
    private static final int HIGHEST_PAYLOAD_TYPE = 127;
    private static final Pattern SECTION = Pattern.compile("(?=.{1,128}$)[a-z0-9_+-]+(\\.[a-z0-9_+-]+)*");

    /**
     * All providers of the server itself.
     *
     * @throws java.util.ServiceConfigurationError when one cannot be made
     */
    public static List<Provided> byServer() {
        return Stream.of(PartKind.values())
                .flatMap(kind -> kind.ofServer().map(provider -> own(kind, provider)))
                .toList();
    }

    /** One of the server's own that it makes by itself, with what no configuration says. */
    public static Provided own(PartKind kind, PartProvider provider) {
        return of(kind, provider, jarOf(provider), Optional.empty());
    }

    /**
     * The providers that a plug-in has brought.
     *
     * @throws ProviderUnsound when one says nonsense of itself
     * @throws java.util.ServiceConfigurationError when one cannot be made
     */
    public static List<Provided> byPlugin(ModuleLayer layer, String name, String version) {
        return Stream.of(PartKind.values())
                .flatMap(kind -> kind.in(layer)
                        .map(provider ->
                                of(kind, provider, "plug-in %s %s".formatted(name, version), Optional.of(name))))
                .toList();
    }

    private static Provided of(PartKind kind, PartProvider provider, String origin, Optional<String> plugin) {
        var asked = new Asked(provider, source(provider));
        String name = asked.of("name()", PartProvider::name);
        boolean isCodec = kind == PartKind.CODEC;
        if (!(isCodec ? CODEC_NAME : NAME).matcher(name).matches()) {
            throw new ProviderUnsound("its %s %s is named '%s', but has to be named with 1 to 64 of %s"
                    .formatted(
                            kind.words(),
                            provider.getClass().getName(),
                            name,
                            isCodec ? "the characters of an encoding name" : "a-z 0-9 -"));
        }
        String section = asked.of("section()", PartProvider::section);
        if (!SECTION.matcher(section).matches()) {
            throw new ProviderUnsound(
                    "its %s '%s' has the section '%s', but has to have one of 1 to 128 of a-z 0-9 _ - +, with dots between them"
                            .formatted(kind.words(), name, section));
        }
        List<Setting<?>> settings = asked.of("settings()", PartProvider::settings);
        if (settings.stream().anyMatch(Objects::isNull)) {
            throw new ProviderUnsound("settings() of %s answered a list with null in it".formatted(source(provider)));
        }
        DeclaredSettings.requireSound("%s '%s'".formatted(kind.words(), name), settings);
        if (provider instanceof CodecProvider codec) {
            requireSoundCodec(asked, name, codec);
        }
        return new Provided(kind, name, new Section(section, settings), provider, origin, plugin);
    }

    private static void requireSoundCodec(Asked asked, String name, CodecProvider codec) {
        asked.of("kind()", provider -> codec.kind());
        int clockRate = asked.of("clockRate()", provider -> codec.clockRate());
        int channels = asked.of("channels()", provider -> codec.channels());
        OptionalInt number = asked.of("staticPayloadType()", provider -> codec.staticPayloadType());
        if (number.isPresent() && (number.getAsInt() < 0 || number.getAsInt() > HIGHEST_PAYLOAD_TYPE)) {
            throw new ProviderUnsound("its codec '%s' has the static payload type %d, but has to have one from 0 to %d"
                    .formatted(name, number.getAsInt(), HIGHEST_PAYLOAD_TYPE));
        }
        if (clockRate <= 0 || channels <= 0) {
            throw new ProviderUnsound(
                    "its codec '%s' has a clock rate of %d Hz and %d channels, but both have to be more than 0"
                            .formatted(name, clockRate, channels));
        }
    }

    /** Such as {@code floor policy fifo}. */
    public String words() {
        return kind.words() + " " + name;
    }

    /** The same with where it came from, such as {@code floor policy fifo of plug-in floor-fifo 1.0}. */
    public String fullName() {
        return words() + " of " + origin;
    }

    /** The class that provides it and its jar, such as {@code com.example.Fifo in fifo.jar}. */
    public String source() {
        return source(provider);
    }

    private static String source(PartProvider provider) {
        return "%s in %s".formatted(provider.getClass().getName(), jarOf(provider));
    }

    private static String jarOf(PartProvider provider) {
        return Optional.ofNullable(provider.getClass().getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(location -> fileName(location.toString()))
                .orElseGet(() -> provider.getClass().getModule().getName());
    }

    private static String fileName(String location) {
        try {
            return Path.of(new URI(location)).getFileName().toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return location;
        }
    }
}
