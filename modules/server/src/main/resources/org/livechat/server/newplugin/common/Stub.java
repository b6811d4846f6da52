package {{package}};

import java.lang.reflect.Proxy;
import java.util.Map;

/** Interfaces of the server for tests: methods answer by their names, and those that are not named do nothing. */
final class Stub {
    private Stub() {}

    static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answers.get(method.getName())));
    }
}
