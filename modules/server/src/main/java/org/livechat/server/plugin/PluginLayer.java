package org.livechat.server.plugin;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jars of one plug-in as modules of a layer of their own, with one class loader, above the server's. */
final class PluginLayer {
    private static final String OURS = "org.livechat.";
    private static final Pattern CONTRACT =
            Pattern.compile("org\\.livechat\\.(api|http)|org\\.slf4j|org\\.eclipse\\.jetty\\..+|(java|jdk)\\..+");
    private static final String CONTRACT_IN_WORDS =
            "org.livechat.api, org.livechat.http, Jetty, org.slf4j and modules of the JDK";

    private PluginLayer() {}

    /** @throws PluginRefused when the jars are no modules, lack one, or claim what is the server's */
    static ModuleLayer of(List<Path> jars, ModuleLayer server) {
        var finder = ModuleFinder.of(jars.toArray(Path[]::new));
        try {
            Set<ModuleDescriptor> modules =
                    finder.findAll().stream().map(ModuleReference::descriptor).collect(Collectors.toSet());
            var names = modules.stream().map(ModuleDescriptor::name).collect(Collectors.toSet());
            requireApart(modules, server);
            modules.forEach(module -> requireContract(module, names));
            Configuration configuration = server.configuration().resolve(finder, ModuleFinder.of(), names);
            return ModuleLayer.defineModulesWithOneLoader(
                            configuration, List.of(server), PluginLayer.class.getClassLoader())
                    .layer();
        } catch (FindException | ResolutionException | LayerInstantiationException | SecurityException e) {
            throw new PluginRefused("its jars do not fit together: " + innermost(e), e);
        }
    }

    // A plug-in may bring its own version of any library, but what is livechat's is there once.
    private static void requireApart(Set<ModuleDescriptor> modules, ModuleLayer server) {
        Set<Module> ours = server.modules().stream()
                .filter(module -> module.getName().startsWith(OURS))
                .collect(Collectors.toSet());
        for (var module : modules) {
            for (var own : ours) {
                if (own.getName().equals(module.name())) {
                    throw new PluginRefused("it brings the module %s, which the server has; take that jar out"
                            .formatted(own.getName()));
                }
                own.getPackages().stream()
                        .filter(module.packages()::contains)
                        .findFirst()
                        .ifPresent(clash -> {
                            throw new PluginRefused(
                                    ("its module %s has the package %s, which is the server's; choose" + " another one")
                                            .formatted(module.name(), clash));
                        });
            }
        }
    }

    // What is not in the contract changes from one version to the next without a word.
    private static void requireContract(ModuleDescriptor module, Set<String> brought) {
        for (ModuleDescriptor.Requires required : module.requires()) {
            String name = required.name();
            boolean isOptional = required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
            if (!isOptional
                    && !brought.contains(name)
                    && !CONTRACT.matcher(name).matches()) {
                throw new PluginRefused("its module %s requires %s, but has to do with %s, or bring that jar along"
                        .formatted(module.name(), name, CONTRACT_IN_WORDS));
            }
        }
    }

    // FindException says which jar, its cause what is wrong with it.
    private static String innermost(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : "%s: %s".formatted(failure.getMessage(), cause.getMessage());
    }
}
