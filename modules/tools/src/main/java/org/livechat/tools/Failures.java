package org.livechat.tools;

import picocli.CommandLine;

/** How commands end that could not do what they were asked: one line, and an exit code. */
public final class Failures {
    private Failures() {}

    /** The same command, which reports so. */
    public static CommandLine reported(CommandLine command) {
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof CommandFailed reason) {
                command.getErr()
                        .println(command.getCommandName() + ": "
                                + TextWidth.harmless(String.valueOf(reason.getMessage())));
                command.getErr().flush();
                return reason.exitCode();
            }
            throw failure;
        });
        command.setParameterExceptionHandler((wrong, given) -> {
            command.getErr().println(command.getCommandName() + ": " + wrong.getMessage());
            command.getErr()
                    .println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            command.getErr().flush();
            return CommandFailed.WRONG_USAGE;
        });
        return command;
    }
}
