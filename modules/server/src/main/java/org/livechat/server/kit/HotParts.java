package org.livechat.server.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.plugin.BoundedPolicy;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/**
 * The parts that can be replaced while the server runs, with their settings. Immutable.
 *
 * @param policies no two of one name
 * @param codecs in the order of their providers
 */
record HotParts(Configured<FloorPolicy> policies, Configured<CodecProvider> codecs) {
    /**
     * Those of a server that is to start. One that cannot be configured is left out.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws StartException when one is left out that is required
     */
    static HotParts of(Blueprint blueprint, Requirements requirements) {
        return new HotParts(Configured.none(), Configured.none())
                .renewed(blueprint, failure -> failure.report(requirements));
    }

    /**
     * Those of another blueprint; what both have stays as it is.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws ConfigurationException when a new one cannot be configured
     */
    HotParts renewed(Blueprint blueprint) {
        return renewed(blueprint, failure -> {
            throw new ConfigurationException("its %s (%s) cannot be configured: %s"
                    .formatted(failure.provided().words(), failure.provided().source(), failure.reason()));
        });
    }

    private HotParts renewed(Blueprint blueprint, Consumer<PartFailure> onFailure) {
        List<Provided> policyProviders = blueprint.plugins().of(PartKind.FLOOR_POLICY);
        // The first one is the server's own, which judges where one of a plug-in hangs.
        FloorPolicy fallback = (FloorPolicy) policyProviders.getFirst().provider();
        return new HotParts(
                policies.renewed(policyProviders, provided -> policy(provided, blueprint, fallback), onFailure),
                codecs.renewed(
                        blueprint.plugins().of(PartKind.CODEC), provided -> codec(provided, blueprint), onFailure));
    }

    /** Why one was left out; empty when it was not. */
    Optional<String> failure(Provided provided) {
        return Optional.ofNullable(policies.failed().get(provided))
                .or(() -> Optional.ofNullable(codecs.failed().get(provided)));
    }

    private static FloorPolicy policy(Provided provided, Blueprint blueprint, FloorPolicy fallback) {
        var policy = (FloorPolicy) provided.provider();
        FloorPolicy configured =
                Answer.of(provided, "configured()", () -> policy.configured(blueprint.settings(provided)));
        return provided.plugin().isPresent()
                ? new BoundedPolicy(provided.name(), configured, fallback).warmedUp()
                : configured;
    }

    private static CodecProvider codec(Provided provided, Blueprint blueprint) {
        var codec = (CodecProvider) provided.provider();
        CodecProvider configured =
                Answer.of(provided, "configured()", () -> codec.configured(blueprint.settings(provided)));
        return provided.plugin().isPresent() ? new GuardedCodec(provided, configured) : configured;
    }
}
