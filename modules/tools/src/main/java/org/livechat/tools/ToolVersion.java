package org.livechat.tools;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest. */
public final class ToolVersion implements IVersionProvider {
    /** For picocli. */
    public ToolVersion() {}

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development build");
        return new String[] {"livechat " + version};
    }
}
