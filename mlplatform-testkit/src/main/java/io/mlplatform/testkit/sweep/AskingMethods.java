package io.mlplatform.testkit.sweep;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Which methods of faces are at work whenever the store is asked. For one thread. */
final class AskingMethods {

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Set<String> methods = new TreeSet<>();

    /** Notes who is at work now. */
    void note() {
        CALLERS.forEach(this::add);
    }

    /** As {@link FaceMethods} spells them. */
    Set<String> all() {
        return methods;
    }

    private void add(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (FaceMethods.isOurs(type)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> isOf(frame, method))
                    .map(FaceMethods::signature)
                    .forEach(methods::add);
        }
    }

    private static boolean isOf(StackFrame frame, Method method) {
        return method.getName().equals(frame.getMethodName())
                && Arrays.equals(
                        method.getParameterTypes(), frame.getMethodType().parameterArray());
    }
}
