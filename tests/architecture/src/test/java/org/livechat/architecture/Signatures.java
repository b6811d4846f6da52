package org.livechat.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a compiled plug-in can refer to, a line each: types, and their members that are not private to the server. */
final class Signatures {
    private Signatures() {}

    /** The lines of these types, sorted. */
    static NavigableSet<String> of(Collection<Class<?>> types) {
        NavigableSet<String> lines = new TreeSet<>();
        types.stream().filter(type -> isVisible(type.getModifiers())).forEach(type -> addType(lines, type));
        return lines;
    }

    /** Methods that whoever implements these types has to have. */
    static NavigableSet<String> demandedBy(Collection<Class<?>> types) {
        NavigableSet<String> lines = new TreeSet<>();
        for (Class<?> type : types) {
            members(type.getDeclaredMethods(), method -> Modifier.isAbstract(method.getModifiers()))
                    .map(Method::toGenericString)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static void addType(NavigableSet<String> lines, Class<?> type) {
        lines.add(type.toGenericString());
        Stream.of(type.getGenericInterfaces())
                .forEach(parent -> lines.add(type.getName() + " is a " + parent.getTypeName()));
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses())
                    .filter(permitted -> isVisible(permitted.getModifiers()))
                    .forEach(permitted -> lines.add(type.getName() + " permits " + permitted.getName()));
        }
        members(type.getDeclaredMethods(), method -> true)
                .map(Method::toGenericString)
                .forEach(lines::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()))
                .map(Constructor::toGenericString)
                .forEach(lines::add);
        Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map(Field::toGenericString)
                .forEach(lines::add);
    }

    private static Stream<Method> members(Method[] methods, Predicate<Method> wanted) {
        return Arrays.stream(methods)
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic() && !method.isBridge())
                .filter(wanted)
                .sorted(Comparator.comparing(Method::toGenericString));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
