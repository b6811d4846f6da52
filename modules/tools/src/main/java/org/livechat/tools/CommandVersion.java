package org.livechat.tools;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What each command tells of itself by {@code --version}: picocli asks none but the first one where that is from. */
final class CommandVersion {
    private CommandVersion() {}

    /** Gives it to all commands below this one. */
    static void everywhere(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        command.getSubcommands().values().forEach(one -> {
            one.getCommandSpec().versionProvider(spec.versionProvider());
            everywhere(one);
        });
    }
}
